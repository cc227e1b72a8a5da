namespace CycleSim.Arrays;

/// <summary>The metric that the best organisation minimises.</summary>
public enum SearchObjective
{
    /// <summary>Latency of a read.</summary>
    ReadLatency,

    /// <summary>Latency of a write.</summary>
    WriteLatency,

    /// <summary>Energy of a read.</summary>
    ReadEnergy,

    /// <summary>Energy of a write.</summary>
    WriteEnergy,

    /// <summary>Energy times latency of a read.</summary>
    ReadEnergyDelay,

    /// <summary>Energy times latency of a write.</summary>
    WriteEnergyDelay,

    /// <summary>Area.</summary>
    Area,

    /// <summary>Static power.</summary>
    Leakage,
}
