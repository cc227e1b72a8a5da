using CycleSim.Kernel;

namespace CycleSim.Training.Data;

/// <summary>The order of the samples of an epoch.</summary>
internal static class EpochOrder
{
    /// <summary>A random permutation (Fisher and Yates).</summary>
    /// <param name="count">Number of samples.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="epoch">The epoch.</param>
    internal static int[] Of(int count, ulong seed, int epoch)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        RandomStream stream = new(seed, $"training.order.{epoch}");
        for (int last = order.Length - 1; last > 0; last--)
        {
            int other = (int)(((ulong)stream.NextUInt32() * (ulong)(last + 1)) >> 32);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }
}
