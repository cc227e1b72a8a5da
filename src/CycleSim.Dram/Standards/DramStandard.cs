using System.Collections.Immutable;

namespace CycleSim.Dram.Standards;

/// <summary>
/// A DRAM standard: the names of its timings and the rules that commands keep. It is data (models/standards/*.json, or a file of the
/// user's); the code names only the default.
/// </summary>
public sealed class DramStandard
{
    /// <summary>The standard of a part that names none.</summary>
    public const string DefaultName = "ddr3";

    internal DramStandard(string name) => Name = name;

    /// <summary>Name that the files of parts use.</summary>
    public string Name { get; }

    /// <summary>
    /// The file of a standard that is not shipped, so that it can be kept with what was made from it; null for a shipped one.
    /// </summary>
    public string? OwnText { get; internal init; }

    /// <summary>What it is.</summary>
    public required string Description { get; init; }

    /// <summary>The timings of its parts, in the order of the file.</summary>
    public required ImmutableArray<DramParameter> Parameters { get; init; }

    /// <summary>Cycles that a burst takes on the data bus, a formula.</summary>
    public required string BurstCycles { get; init; }

    /// <summary>Read command to first data, a formula.</summary>
    public required string ReadLatency { get; init; }

    /// <summary>Write command to first data, a formula.</summary>
    public required string WriteLatency { get; init; }

    /// <summary>Row and column commands have a bus each.</summary>
    public required bool HasRowAndColumnBus { get; init; }

    /// <summary>Minimum distances.</summary>
    public required ImmutableArray<ConstraintRule> Constraints { get; init; }

    /// <summary>Windows of time.</summary>
    public required ImmutableArray<WindowRule> Windows { get; init; }

    /// <summary>Refresh.</summary>
    public required RefreshRule Refresh { get; init; }

    /// <summary>How DRAMsim3 describes its parts; null when it has none.</summary>
    public required Dramsim3Names? Dramsim3 { get; init; }

    /// <inheritdoc />
    public override string ToString() => Name;
}
