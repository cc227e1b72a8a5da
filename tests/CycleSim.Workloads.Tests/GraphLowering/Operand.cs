using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>Words of a tensor, in the order in which an operation means them.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Words">Index of each word in the row of all slices.</param>
internal sealed record Operand(TensorSpec Tensor, long[] Words)
{
    internal static Operand Whole(TensorSpec tensor) => new(tensor, [.. Enumerable.Range(0, (int)tensor.Words).Select(i => (long)i)]);

    internal static Operand Of(TensorSpec tensor, StridedView view)
    {
        IEnumerable<long> words = [view.Offset];
        foreach (Digit digit in view.Digits)
            words = words.SelectMany(word => Enumerable.Range(0, (int)digit.Size).Select(i => word + i * digit.Stride));
        return new Operand(tensor, [.. words]);
    }
}
