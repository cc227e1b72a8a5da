namespace CycleSim.Workloads.Shapes;

/// <summary>An element-wise operation of a training step, as if nothing was fused: each operand is streamed once.</summary>
/// <param name="Layer">The layer, or the parameter that is updated.</param>
/// <param name="Operator">What is computed, e.g. softmax.</param>
/// <param name="Pass">fwd, igrad, wgrad, update, with what tells several of a layer apart; behind "layout." nothing moves.</param>
/// <param name="Elements">Elements of the largest activation that is read or written.</param>
/// <param name="WordsRead">Words read.</param>
/// <param name="WordsWritten">Words written.</param>
/// <param name="IsFusable">Whether it may be applied while the words of a neighbouring operation pass.</param>
public sealed record VectorRow(
    string Layer, string Operator, string Pass, long Elements, long WordsRead, long WordsWritten, bool IsFusable)
{
    /// <summary>Whether the row is a rule of addressing: nothing moves, its elements are what a copying machine would move.</summary>
    public bool IsLayout => Pass.StartsWith("layout.", StringComparison.Ordinal);
}
