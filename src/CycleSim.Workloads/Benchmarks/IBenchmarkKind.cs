using CycleSim.Configuration.Keys;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Workloads.Benchmarks;

/// <summary>A kind of benchmark: one operator by itself, forward only: a kernel, as it is measured on hardware.</summary>
public interface IBenchmarkKind : INamedChoice
{
    /// <summary>Names of the sizes in the order in which a name gives them, e.g. M, N, K.</summary>
    public IReadOnlyList<string> Sizes { get; }

    /// <summary>Smallest value of a size: 1, but for sizes that may be nothing.</summary>
    /// <param name="index">Which size, from 0.</param>
    public int MinOf(int index) => 1;

    /// <summary>The tensors and operations: all inputs are in DRAM before, the output is after.</summary>
    /// <param name="sizes">A value for each of <see cref="Sizes"/>, in its range.</param>
    /// <exception cref="InputException">The sizes do not go together, or a tensor is too large; the message says which.</exception>
    public StepProgram Lower(IReadOnlyList<int> sizes);
}
