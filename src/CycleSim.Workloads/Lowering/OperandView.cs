using System.Collections.Immutable;

namespace CycleSim.Workloads.Lowering;

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
    /// <summary>The slices that take part; all of them unless some are named.</summary>
    public SliceRange Slices { get; init; } = new(0, Tensor.Slices);

    /// <summary>Length of the axis over (location, slice) pairs; the slice runs fastest.</summary>
    public long Pairs => (long)Locations.Length * Slices.Count;

    /// <summary>Number of lanes: M of a row operand, N of a column operand.</summary>
    public long Lanes => LaneAxis == LaneAxis.Slices ? Pairs : Words;

    /// <summary>Length of the accumulation axis.</summary>
    public long Depth => LaneAxis == LaneAxis.Slices ? Words : Pairs;

    /// <summary>A part of the operand as one of its own: some of its lanes, and some of what each sums.</summary>
    /// <param name="lanes">Which lanes.</param>
    /// <param name="depth">Which of the accumulation axis.</param>
    /// <exception cref="ArgumentException">
    /// A range over (location, slice) pairs covers neither whole locations nor slices of one location.
    /// </exception>
    public OperandView Cut(IndexRange lanes, IndexRange depth)
    {
        (IndexRange pairs, IndexRange words) = LaneAxis == LaneAxis.Slices ? (lanes, depth) : (depth, lanes);
        (IndexRange locations, SliceRange slices) = PairRange.Of(pairs, Slices);
        bool isWholeWords = words.First == 0 && words.Count == Words;
        return this with
        {
            Words = checked((int)words.Count),
            Slices = slices,
            Locations =
            [
                .. Locations.Skip((int)locations.First).Take((int)locations.Count).Select(runs => isWholeWords ? runs : Clip(runs, words)),
            ],
        };
    }

    private static ImmutableArray<WordRun> Clip(ImmutableArray<WordRun> runs, IndexRange words)
    {
        var cut = ImmutableArray.CreateBuilder<WordRun>();
        foreach (WordRun run in runs)
        {
            long from = Math.Max(run.At, words.First);
            long to = Math.Min(run.At + (long)run.Length, words.End);
            if (from < to)
                cut.Add(new WordRun((int)(from - words.First), run.Word + (int)(from - run.At), (int)(to - from)));
        }

        return cut.ToImmutable();
    }

    /// <summary>The same operand some slices and words further on.</summary>
    internal OperandView Shifted(WordShift shift) => shift == default ? this : this with
    {
        Slices = Slices with { First = Slices.First + shift.Slices },
        Locations = [.. Locations.Select(runs => runs.Select(run => run with { Word = run.Word + shift.Words }).ToImmutableArray())],
    };
}
