using System.Collections.Immutable;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// Where the outputs of a GEMM go: row m is word <c>WordBase[m / slices]</c> onward of slice <c>m % slices</c>, column n the n-th
/// word from there.
/// </summary>
/// <param name="Tensor">The tensor written.</param>
/// <param name="WordBase">First word of the row, one entry for each location.</param>
public sealed record GemmOutput(TensorSpec Tensor, ImmutableArray<int> WordBase);
