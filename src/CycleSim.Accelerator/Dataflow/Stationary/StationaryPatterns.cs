using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow.Stationary;

/// <summary>The patterns in which columns read stationary tiles: the word of the last row enters first.</summary>
/// <param name="panels">The operand.</param>
/// <param name="table">Keeps the patterns.</param>
/// <param name="arrayRows">Rows that a tile has where it is full.</param>
internal sealed class StationaryPatterns(OperandPanels panels, PatternTable table, int arrayRows)
{
    private readonly Dictionary<(int Location, int DepthTile), (LinePattern? Pattern, int Line)> _lanes = [];

    internal OperandPanels Panels { get; } = panels;

    /// <summary>Lines of a lane that reads along the words of a location; null where all of them are padding.</summary>
    /// <param name="location">The location.</param>
    /// <param name="fold">Whose tile of K.</param>
    /// <returns>The pattern, from the first row's step on, and the line that its lines count from.</returns>
    internal (LinePattern? Pattern, int Line) OfLane(int location, StationaryFold fold)
    {
        if (!_lanes.TryGetValue((location, fold.DepthTile), out (LinePattern?, int) lane))
            _lanes.Add((location, fold.DepthTile), lane = MakeLane(location, fold));
        return lane;
    }

    /// <summary>Lines of a group of lanes for neighbouring slices of a location, the last one first.</summary>
    /// <param name="program">Lines that the group needs of each slice; at least one.</param>
    /// <param name="lastSlice">The last slice.</param>
    /// <param name="count">Number of slices.</param>
    internal LinePattern OfSlices(LineProgram program, int lastSlice, int count)
    {
        ReadOnlySpan<int> shift = Panels.Layout.BankShift;
        for (int back = 0; back < count; back++)
        {
            foreach (int lineOfSlice in program.Lines)
            {
                int line = lineOfSlice - program.Lines[0];
                table.Add(back, line + shift[lastSlice - back] - shift[lastSlice], 0, line, -back);
            }
        }

        return table.Take();
    }

    private (LinePattern?, int) MakeLane(int location, StationaryFold fold)
    {
        ImmutableArray<WordRun> runs = Panels.Operand.Locations[location];
        int first = fold.DepthTile * arrayRows;
        var program = LineProgram.Backward(runs, first, first + fold.Rows, Panels.Layout);
        if (program.Lines.Length == 0)
            return (null, 0);
        for (int i = 0; i < program.Lines.Length; i++)
        {
            int line = program.Lines[i] - program.Lines[0];
            table.Add(program.Steps[i], line, 0, line, 0);
        }

        return (table.Take(), program.Lines[0]);
    }
}
