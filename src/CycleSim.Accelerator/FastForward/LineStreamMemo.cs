using CycleSim.Accelerator.Dataflow;
using CycleSim.Memoization;

namespace CycleSim.Accelerator.FastForward;

/// <summary>Adds to a state key what a stream of the vector unit moves, so that equal parts have equal keys.</summary>
internal static class LineStreamMemo
{
    /// <summary>
    /// Adds lines [from, to) of a stream, without the bank of the first; false when they reach beyond one bundle or there are none.
    /// </summary>
    internal static bool TryDescribe(LineStream stream, StateKeyBuilder key, long from, long to)
    {
        if (from >= to || to > stream.EndOfBundle(from))
            return false;
        bool isInPair = to <= (from / stream.PairLines + 1) * stream.PairLines;
        BundleShape shape = isInPair ? stream.ShapeAt(from, 1) : stream.ShapeAt(from);
        key.Add(stream.IsWrite ? 1 : 0);
        key.Add(stream.Layout.Tensor.Slices);
        key.Add(stream.Layout.WordsPerLine);
        key.Add(stream.Layout.LinesPerSlice);
        key.Add(stream.Slices.First);
        key.Add(stream.Slices.Count);
        key.Add(stream.Layout.Tensor.WordsPerSlice);
        key.Add(to - from);
        key.Add(shape.Within);
        key.Add(shape.Pairs);
        key.Add(shape.Distance);
        key.Add(shape.FirstBytes);
        key.Add(shape.SecondBytes);
        return true;
    }
}
