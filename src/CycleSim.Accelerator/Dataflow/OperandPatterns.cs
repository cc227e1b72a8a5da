using CycleSim.Memoization;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>The patterns that an operand's lanes read, each made once.</summary>
/// <param name="panels">The operand.</param>
/// <param name="table">Keeps the patterns.</param>
internal sealed class OperandPatterns(OperandPanels panels, PatternTable table)
{
    private readonly LinePattern?[] _whole = new LinePattern?[panels.Operand.Locations.Length];
    private readonly MemoTable<LinePattern> _groups = new();
    private readonly StateKeyBuilder _key = new();

    internal OperandPanels Panels { get; } = panels;

    /// <summary>Lines along the whole word axis at a location, as one lane reads them; null when there are none.</summary>
    internal LinePattern? OfLane(int location) =>
        Panels.WholeProgram(location).Lines.Length == 0 ? null : _whole[location] ??= MakeLane(location);

    /// <summary>Lines of all slices in their order, as a group of lanes reads them; null when the program is empty.</summary>
    internal LinePattern? OfGroup(LineProgram program)
    {
        if (program.Lines.Length == 0)
            return null;
        _key.Clear();
        foreach (int line in program.Lines)
            _key.Add(line - program.Lines[0]);
        if (!_groups.TryGet(_key.Span, out LinePattern? pattern))
        {
            pattern = MakeGroup(program);
            _groups.Add(_key.Span.ToArray(), pattern);
        }

        return pattern;
    }

    private LinePattern MakeLane(int location)
    {
        LineProgram program = Panels.WholeProgram(location);
        for (int i = 0; i < program.Lines.Length; i++)
        {
            int line = program.Lines[i] - program.Lines[0];
            table.Add(program.Steps[i], line, 0, line, 0);
        }

        return table.Take();
    }

    private LinePattern MakeGroup(LineProgram program)
    {
        SliceRange slices = Panels.Operand.Slices;
        ReadOnlySpan<int> shift = Panels.Layout.BankShift.Slice(slices.First, slices.Count);
        for (int slice = 0; slice < shift.Length; slice++)
        {
            foreach (int lineOfSlice in program.Lines)
            {
                int line = lineOfSlice - program.Lines[0];
                table.Add(slice, line + shift[slice] - shift[0], 0, line, slice);
            }
        }

        return table.Take();
    }
}
