using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>Neighbouring lanes on the words of a line: in each step the group reads the line(s) that hold its lanes' words.</summary>
internal sealed class GroupSequence(OperandPatterns patterns, int firstLane) : FoldSequence
{
    private readonly OperandPanels _panels = patterns.Panels;
    private readonly SliceRange _slices = patterns.Panels.Operand.Slices;
    private int _place;
    private LineProgram[] _programs = [];

    internal override void Restart(IReadOnlyList<Fold> folds)
    {
        base.Restart(folds);
        _programs = [];
    }

    internal override bool TryNext(out LineChunk chunk)
    {
        while (true)
        {
            if (_place < _programs.Length)
            {
                LineProgram program = _programs[_place];
                long step = Folds[FoldIndex].StartStep + _panels.SkewOf(firstLane) + (long)_place++ * _slices.Count;
                if (patterns.OfGroup(program) is not { } pattern)
                    continue;
                chunk = new LineChunk(
                    pattern, step, _panels.Layout.BankOf(program.Lines[0], _slices.First), program.Lines[0], _slices.First);
                return true;
            }

            if (++FoldIndex >= Folds.Count)
            {
                chunk = default;
                return false;
            }

            _programs = _panels.GroupPrograms(Folds[FoldIndex], firstLane) ?? [];
            _place = 0;
        }
    }
}
