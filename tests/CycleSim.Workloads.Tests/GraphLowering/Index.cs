using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>Indices of the words of a tensor, the last axis fastest.</summary>
internal static class Index
{
    internal static IEnumerable<long[]> All(TensorShape shape)
    {
        for (long word = 0; word < shape.Words; word++)
            yield return Of(word, shape);
    }

    internal static long[] Of(long word, TensorShape shape)
    {
        long[] index = new long[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            index[axis] = word % shape[axis];
            word /= shape[axis];
        }

        return index;
    }

    internal static int Word(TensorShape shape, params ReadOnlySpan<long> index)
    {
        long word = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
            word = word * shape[axis] + index[axis];
        return (int)word;
    }

    /// <summary>The word that stands in for an index of a larger tensor when a smaller one is broadcast to it.</summary>
    internal static int Broadcast(TensorShape small, long[] index)
    {
        int missing = index.Length - small.Rank;
        return Word(small, [.. small.Axes.Select((size, axis) => size == 1 ? 0 : index[axis + missing])]);
    }
}
