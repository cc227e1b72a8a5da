using CycleSim.Platform;

namespace CycleSim.Accelerator.Mapping;

/// <summary>
/// The tile sizes of one dimension that matter: multiples of a step, and of those with one number of tiles the smallest alone. Their
/// number grows with the square root of the dimension.
/// </summary>
/// <param name="size">Size of the dimension, at least 1.</param>
/// <param name="step">What tiles are multiples of, at least 1.</param>
internal sealed class TileChoices(long size, long step)
{
    /// <summary>The number of tiles of the smallest size, which is the largest number.</summary>
    internal long MaxCount { get; } = WholeNumbers.CeilingDivide(size, step);

    /// <summary>Words that the smallest tile holds.</summary>
    internal long MinHeld => Math.Min(size, step);

    /// <summary>The smallest tile with which there are so many.</summary>
    /// <param name="count">A number of tiles that some multiple of the step has.</param>
    internal long Tile(long count) => WholeNumbers.CeilingDivide(MaxCount, count) * step;

    /// <summary>Words that the smallest tile with which there are so many holds.</summary>
    /// <param name="count">A number of tiles that some multiple of the step has.</param>
    internal long Held(long count) => Math.Min(size, Tile(count));

    /// <summary>The smallest number of tiles that hold no more words than a limit; null if even the smallest tile holds more.</summary>
    /// <param name="limit">The limit, at least 0.</param>
    internal long? MinCount(long limit)
    {
        if (limit >= size)
            return 1;
        return limit < step ? null : WholeNumbers.CeilingDivide(MaxCount, limit / step);
    }

    /// <summary>All numbers of tiles that there are, largest first, so tiles grow.</summary>
    internal IEnumerable<long> Counts()
    {
        long count = MaxCount;
        yield return count;
        while (count > 1)
        {
            // The smallest tile that makes fewer.
            long steps = WholeNumbers.CeilingDivide(MaxCount, count - 1);
            count = WholeNumbers.CeilingDivide(MaxCount, steps);
            yield return count;
        }
    }
}
