namespace CycleSim.Device.Variation;

/// <summary>What the write circuit gives every cell of a population.</summary>
public enum PopulationDrive
{
    /// <summary>A current with a spread of its own.</summary>
    Current,

    /// <summary>
    /// The voltage of the nominal cell: a cell with more resistance gets less current. The current is constant during the pulse.
    /// </summary>
    Voltage,
}
