namespace CycleSim.Device.Junction;

/// <summary>What the write circuit holds constant during a pulse.</summary>
public enum DriveMode
{
    /// <summary>The current; the voltage follows from the resistance.</summary>
    Current,

    /// <summary>
    /// The voltage over junction and access transistor; the current changes with the resistance while the magnetisation turns, and
    /// the directions P to AP and AP to P differ.
    /// </summary>
    Voltage,
}
