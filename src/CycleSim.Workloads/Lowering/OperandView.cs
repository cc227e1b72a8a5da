using System.Collections.Immutable;

namespace CycleSim.Workloads.Lowering;

/// <summary>Words of a slice that stand side by side both in the operand and in memory.</summary>
/// <param name="At">First position along the operand's word axis.</param>
/// <param name="Word">First word within the slice.</param>
/// <param name="Length">Number of words, at least 1.</param>
public readonly record struct WordRun(int At, int Word, int Length);

/// <summary>Which axis of an operand the lanes of the array stand on; the other axis is the accumulation axis K.</summary>
public enum LaneAxis
{
    /// <summary>
    /// Lanes are (location, slice) pairs; each lane reads along the words. Memory lines run along K: one line feeds one lane.
    /// </summary>
    Slices,

    /// <summary>
    /// Lanes are words; K runs over (location, slice) pairs. Memory lines run along the lanes: one line feeds neighbouring lanes.
    /// </summary>
    Words,
}

/// <summary>
/// A tensor as one operand of a GEMM, without copying it (im2col is an addressing rule). The element at (location, slice, word
/// position) is the tensor's word that the runs of that location give, or zero where no run covers the position (zero padding).
/// A location is an output pixel (activations), an input pixel (errors of the input gradient) or a kernel tap (rotated weights).
/// </summary>
/// <param name="Tensor">The tensor read.</param>
/// <param name="LaneAxis">Which axis the lanes stand on.</param>
/// <param name="Words">Length of the word axis.</param>
/// <param name="Locations">The runs of each location, ascending in <see cref="WordRun.At"/>.</param>
public sealed record OperandView(TensorSpec Tensor, LaneAxis LaneAxis, int Words, ImmutableArray<ImmutableArray<WordRun>> Locations)
{
    /// <summary>Length of the axis over (location, slice) pairs; the slice runs fastest.</summary>
    public long Pairs => (long)Locations.Length * Tensor.Slices;

    /// <summary>Number of lanes: M of a row operand, N of a column operand.</summary>
    public long Lanes => LaneAxis == LaneAxis.Slices ? Pairs : Words;

    /// <summary>Length of the accumulation axis.</summary>
    public long Depth => LaneAxis == LaneAxis.Slices ? Words : Pairs;
}
