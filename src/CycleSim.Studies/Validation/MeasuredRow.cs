using System.Collections.Immutable;
using CycleSim.Workloads.Benchmarks;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Validation;

/// <summary>A row of a table of measured cycles.</summary>
/// <param name="Benchmark">What was measured.</param>
/// <param name="Program">Its tensors and operations.</param>
/// <param name="Location">Where the row stands, as messages begin: file(line).</param>
/// <param name="MeasuredCycles">Cycles that the hardware took, above 0.</param>
/// <param name="Others">Cycles that others published for it, in the order of the table's columns; null where a cell is empty.</param>
public sealed record MeasuredRow(
    NamedBenchmark Benchmark, StepProgram Program, string Location, double MeasuredCycles, ImmutableArray<double?> Others);
