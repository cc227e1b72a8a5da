namespace CycleSim.Arrays.Circuit;

/// <summary>How the inverters of a driver are sized.</summary>
internal enum DriverStyle
{
    /// <summary>By logical effort, for the smallest delay.</summary>
    Fast,

    /// <summary>One inverter of the smallest size.</summary>
    Small,
}
