using CycleSim.Accelerator.Dataflow;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Stationary;

/// <summary>A word that a lane of the array needs.</summary>
/// <param name="View">The operand.</param>
/// <param name="Outer">Index along M or N.</param>
/// <param name="Depth">Index along K.</param>
/// <param name="Lane">Row or column of the array.</param>
/// <param name="Fold">Names the fold.</param>
/// <param name="Step">When it is needed.</param>
/// <param name="Stream">Array that it streams through.</param>
internal sealed record NeededWord(OperandView View, long Outer, long Depth, int Lane, long Fold, long Step, int Stream)
{
    /// <summary>Lanes stand on K, and not on M or N.</summary>
    internal bool IsAlongStream { get; init; }

    /// <summary>A lane reads along the words of slices.</summary>
    internal bool HasOwnLines => View.LaneAxis == LaneAxis.Slices != IsAlongStream;

    /// <summary>Lanes of one group share lines.</summary>
    internal int GroupOf(IReadOnlyList<TensorLayout> layouts) =>
        HasOwnLines ? Lane : Lane / layouts[View.Tensor.Id].WordsPerLine;

    /// <summary>The line that holds the word, some steps earlier than the lane needs it; null for padding.</summary>
    internal NeededLine? LineOf(IReadOnlyList<TensorLayout> layouts, long earlier)
    {
        (long pair, long position) = View.LaneAxis == LaneAxis.Slices ? (Outer, Depth) : (Depth, Outer);
        (long location, long slice) = Math.DivRem(pair, View.Slices.Count);
        foreach (WordRun run in View.Locations[(int)location])
        {
            if (position >= run.At && position < run.At + run.Length)
            {
                int line = layouts[View.Tensor.Id].LineOf(run.Word + (int)(position - run.At));
                return new NeededLine(View.Tensor.Role, Step - earlier, line, View.Slices.First + (int)slice);
            }
        }

        return null;
    }
}
