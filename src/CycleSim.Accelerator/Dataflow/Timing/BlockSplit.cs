using CycleSim.Platform;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>A dimension cut into blocks of equal length, the last of which has what is left.</summary>
/// <param name="Count">Number of blocks, at least 1.</param>
/// <param name="Length">Length of all blocks but the last.</param>
/// <param name="Last">Length of the last block, 1 to <paramref name="Length"/>.</param>
internal readonly record struct BlockSplit(long Count, long Length, long Last)
{
    internal static BlockSplit Of(long size, long? block)
    {
        long length = block ?? size;
        long count = WholeNumbers.CeilingDivide(size, length);
        return new BlockSplit(count, length, size - (count - 1) * length);
    }
}
