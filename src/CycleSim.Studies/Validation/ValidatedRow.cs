using System.Collections.Immutable;
using CycleSim.Accelerator.Steps;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Validation;

/// <summary>A kernel that was measured, simulated.</summary>
/// <param name="Measured">The row of the table.</param>
/// <param name="Cycles">Simulated cycles.</param>
/// <param name="Times">Where they went; null with a custom ordering.</param>
public sealed record ValidatedRow(MeasuredRow Measured, long Cycles, StepTimes? Times)
{
    /// <summary>The tiles of each matrix product that flowed in tiles, in order.</summary>
    public ImmutableArray<ReportedTiles> Tiles { get; init; } = [];

    /// <summary>Simulated / measured - 1.</summary>
    public double Error => Cycles / Measured.MeasuredCycles - 1;

    /// <summary>The same for what others published.</summary>
    /// <param name="index">Their column.</param>
    public double? OtherError(int index) => Measured.Others[index] / Measured.MeasuredCycles - 1;
}
