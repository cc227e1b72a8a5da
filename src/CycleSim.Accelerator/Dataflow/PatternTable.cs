using System.Runtime.InteropServices;
using CycleSim.Memoization;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>All patterns of a run, each once, so that two ports do the same if they hold the same pattern.</summary>
/// <param name="banks">Banks of a scratchpad.</param>
internal sealed class PatternTable(int banks)
{
    private readonly MemoTable<LinePattern> _patterns = new();
    private readonly List<PatternLine> _lines = [];

    /// <summary>Adds a line to the pattern that the next <see cref="Take"/> gives; the bank may be any whole number.</summary>
    internal void Add(int step, int bank, int bytes, int line, int slice) =>
        _lines.Add(new PatternLine(step, ((bank % banks) + banks) % banks, bytes, line, slice));

    /// <summary>The pattern of the lines added since the last one was taken: an existing one if it is equal.</summary>
    internal LinePattern Take()
    {
        ReadOnlySpan<PatternLine> lines = CollectionsMarshal.AsSpan(_lines);
        ReadOnlySpan<int> key = MemoryMarshal.Cast<PatternLine, int>(lines);
        if (!_patterns.TryGet(key, out LinePattern? pattern))
        {
            pattern = new LinePattern(_patterns.Count, lines.ToArray());
            _patterns.Add(key.ToArray(), pattern);
        }

        _lines.Clear();
        return pattern;
    }
}
