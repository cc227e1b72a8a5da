using CycleSim.Accelerator.Dataflow;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>Lines of a slice, each counted once.</summary>
/// <param name="layout">Layout of the tensor.</param>
internal sealed class LineSet(TensorLayout layout)
{
    private readonly int[] _round = new int[layout.LinesPerSlice];
    private int _rounds;

    /// <summary>Number of lines.</summary>
    internal int Count { get; private set; }

    /// <summary>Makes it empty.</summary>
    internal void Clear()
    {
        _rounds++;
        Count = 0;
    }

    /// <summary>Adds the lines that hold some words, and those that hold their scales.</summary>
    internal void Add(int word, int count)
    {
        AddLines(layout.LineOf(word), layout.LineOf(word + count - 1));
        if (layout.BlockWords > 0)
            AddLines(layout.ScaleLineOf(word), layout.ScaleLineOf(word + count - 1));
    }

    /// <summary>All lines, ascending.</summary>
    internal IEnumerable<int> Lines() => Enumerable.Range(0, _round.Length).Where(line => _round[line] == _rounds);

    private void AddLines(int first, int last)
    {
        for (int line = first; line <= last; line++)
        {
            if (_round[line] == _rounds)
                continue;
            _round[line] = _rounds;
            Count++;
        }
    }
}
