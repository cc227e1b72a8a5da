namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>A stream of an operation.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Which of them.</param>
/// <param name="Slice">A part of the output along an axis.</param>
internal sealed record VectorTerm(VectorTermKind Kind, int Index = 0, (int Axis, long Start, long Size)? Slice = null);
