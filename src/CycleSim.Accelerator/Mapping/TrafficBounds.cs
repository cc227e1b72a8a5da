using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Mapping;

/// <summary>What no tiling of a GEMM stays below.</summary>
internal static class TrafficBounds
{
    /// <summary>Bytes that move when each operand moves once.</summary>
    /// <exception cref="OverflowException">They exceed 2^63 - 1.</exception>
    internal static long Compulsory(GemmShape shape, WordSizes words)
    {
        Int128 loaded = (Int128)shape.M * shape.K + (Int128)shape.K * shape.N;
        return checked((long)(loaded * words.Element + (Int128)shape.M * shape.N * words.Output));
    }

    /// <summary>
    /// The larger of the compulsory bytes and the bound of Smith et al. (arXiv:1702.02017) for any schedule with S words on-chip:
    /// 2MNK / sqrt(S) - 2S words, each of at least the smallest of an element, a partial sum and an output. Rounded down, computed as
    /// a double.
    /// </summary>
    /// <exception cref="OverflowException">They exceed 2^63 - 1.</exception>
    internal static long Lower(GemmShape shape, MappingConstraints constraints)
    {
        WordSizes words = constraints.Words;
        OperandBuffers buffers = constraints.Buffers;
        double onChip = (double)buffers.A.Bytes / words.Element + (double)buffers.B.Bytes / words.Element
            + (double)buffers.C.Bytes / words.Partial;
        int smallest = Math.Min(words.Partial, Math.Min(words.Element, words.Output)); // sums that are spilled are moved too
        return Math.Max(Compulsory(shape, words), checked((long)(smallest * MovedWords(shape, onChip))));
    }

    /// <summary>Words that any schedule moves with some on-chip: 2MNK / sqrt(S) - 2S.</summary>
    /// <param name="shape">The GEMM.</param>
    /// <param name="onChip">Words S on-chip.</param>
    internal static double MovedWords(GemmShape shape, double onChip)
    {
        double products = (double)shape.M * shape.N * shape.K;
        return Math.Max(0, 2 * products / Math.Sqrt(onChip) - 2 * onChip);
    }
}
