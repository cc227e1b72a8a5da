using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>A way over streams of an operation on the vector unit, from their first lines to their last.</summary>
/// <param name="Inputs">Streams read.</param>
/// <param name="Outputs">Streams written.</param>
/// <param name="LineCycles">Cycles that the lanes keep the lines of a step.</param>
internal sealed record VectorSweep(ImmutableArray<VectorStream> Inputs, ImmutableArray<VectorStream> Outputs, int LineCycles);
