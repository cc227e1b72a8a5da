using System.Collections.Immutable;

namespace CycleSim.Workloads.Vectors;

/// <summary>
/// What an operation on the vector unit computes for each word, and how often its algorithm goes over its first input if each pass needs
/// the result of the one before. Other inputs are read, and outputs written, in the last pass.
/// </summary>
/// <param name="Passes">The functions of each pass, in order; at least one pass.</param>
/// <param name="GroupWords">
/// Words of the first input that a pass must have seen before the next one can begin, as a row of a softmax; 1 where there is one pass.
/// </param>
public sealed record VectorWork(ImmutableArray<VectorFunctions> Passes, long GroupWords = 1)
{
    /// <summary>One pass with additions, products and comparisons.</summary>
    public static VectorWork Plain { get; } = Once(VectorFunctions.None);

    /// <summary>The functions of all passes, as if they were one.</summary>
    public VectorFunctions Functions => Passes.Aggregate(VectorFunctions.None, (all, pass) => all | pass);

    /// <summary>One pass.</summary>
    /// <param name="functions">Its functions.</param>
    public static VectorWork Once(VectorFunctions functions) => new([functions]);
}
