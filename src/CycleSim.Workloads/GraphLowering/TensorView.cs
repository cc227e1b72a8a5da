using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>Words of a tensor, whose slices are counted as one row of words.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="View">Where the words are.</param>
internal sealed record TensorView(TensorSpec Tensor, StridedView View)
{
    /// <summary>All words of a tensor in their order.</summary>
    public static TensorView Whole(TensorSpec tensor) =>
        new(tensor, new StridedView(0, [[new Digit(tensor.Slices, tensor.WordsPerSlice)], [new Digit(tensor.WordsPerSlice, 1)]]));

    /// <summary>Whether every word of the tensor is seen.</summary>
    public bool IsWhole => View.Words == Tensor.Words;

    /// <summary>The words as a stream, line by line in the order of memory.</summary>
    public VectorStream Stream()
    {
        if (IsWhole)
            return new VectorStream(Tensor);
        SlicedWords words = SlicedWords.Of(View, Tensor.WordsPerSlice) ?? throw new NotSupportedException(
            $"the part of {Tensor.Name} that is used lies in slices that do not follow each other");
        bool isWholeSlice = words.Runs is [{ Word: 0 } run] && run.Length == Tensor.WordsPerSlice;
        return new VectorStream(Tensor, isWholeSlice ? null : words.Runs) { Slices = words.Slices };
    }
}
