using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>A lane that reads along the words of one (location, slice) pair: each line feeds this lane alone.</summary>
internal sealed class LaneSequence(OperandPatterns patterns, int lane) : FoldSequence
{
    private readonly OperandPanels _panels = patterns.Panels;

    internal override bool TryNext(out LineChunk chunk)
    {
        while (++FoldIndex < Folds.Count)
        {
            Fold fold = Folds[FoldIndex];
            long index = _panels.FirstLane(fold) + lane;
            if (index >= _panels.Operand.Lanes)
                continue;
            SliceRange slices = _panels.Operand.Slices;
            (long location, long within) = Math.DivRem(index, slices.Count);
            int slice = slices.First + (int)within;
            if (patterns.OfLane((int)location) is not { } pattern)
                continue;
            int line = _panels.WholeProgram((int)location).Lines[0];
            chunk = new LineChunk(pattern, fold.StartStep + _panels.SkewOf(lane), _panels.Layout.BankOf(line, slice), line, slice);
            return true;
        }

        chunk = default;
        return false;
    }
}
