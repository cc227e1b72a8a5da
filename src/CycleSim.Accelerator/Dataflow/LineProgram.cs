using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// The lines of a slice that a range of an operand's word axis touches at one location, ascending in the step in which each is first
/// needed. A line that is needed, left and needed again is fetched again. The line of a scale comes before the first word that needs it
/// and is kept until another one is needed.
/// </summary>
internal sealed class LineProgram
{
    private LineProgram(int[] lines, int[] steps)
    {
        Lines = lines;
        Steps = steps;
    }

    /// <summary>Lines within the slice.</summary>
    internal int[] Lines { get; }

    /// <summary>Word position, counted from the range's start, at which each line is first needed.</summary>
    internal int[] Steps { get; }

    /// <summary>The lines that positions [start, end) of the word axis touch.</summary>
    internal static LineProgram Of(ImmutableArray<WordRun> runs, int start, int end, TensorLayout layout)
    {
        var program = new Builder(layout);
        foreach (WordRun run in runs)
        {
            if (Words(run, start, end) is not { First: int first, Last: int last })
                continue;
            int lastLine = layout.LineOf(last);
            for (int line = layout.LineOf(first); line <= lastLine; line++)
            {
                int word = Math.Max(first, (line - layout.ScaleLines) * layout.WordsPerLine);
                program.Add(line, word, run.At + word - run.Word - start);
            }
        }

        return program.Build();
    }

    /// <summary>
    /// The lines that positions [start, end) of the word axis touch, from the last position down to the first; steps count from the last.
    /// </summary>
    internal static LineProgram Backward(ImmutableArray<WordRun> runs, int start, int end, TensorLayout layout)
    {
        var program = new Builder(layout);
        for (int i = runs.Length - 1; i >= 0; i--)
        {
            WordRun run = runs[i];
            if (Words(run, start, end) is not { First: int first, Last: int last })
                continue;
            int firstLine = layout.LineOf(first);
            for (int line = layout.LineOf(last); line >= firstLine; line--)
            {
                int word = Math.Min(last, layout.EndOf(line) - 1);
                program.Add(line, word, end - 1 - (run.At + word - run.Word));
            }
        }

        return program.Build();
    }

    /// <summary>First and last word of a run at positions [start, end); null where none is.</summary>
    private static (int First, int Last)? Words(WordRun run, int start, int end)
    {
        int first = Math.Max(run.At, start);
        int last = Math.Min(run.At + run.Length, end) - 1;
        return last < first ? null : (run.Word + first - run.At, run.Word + last - run.At);
    }

    /// <summary>Lines as they are needed: one that is there already is not fetched again.</summary>
    private sealed class Builder(TensorLayout layout)
    {
        private readonly List<int> _lines = [];
        private readonly List<int> _steps = [];
        private int _scaleLine = -1;

        /// <summary>A line is needed for a word in a step, and that of the word's scale before it.</summary>
        internal void Add(int line, int word, int step)
        {
            if (_lines.Count > 0 && _lines[^1] == line)
                return;
            if (layout.BlockWords > 0 && layout.ScaleLineOf(word) != _scaleLine)
                Add(_scaleLine = layout.ScaleLineOf(word), step);
            Add(line, step);
        }

        internal LineProgram Build() => new([.. _lines], [.. _steps]);

        private void Add(int line, int step)
        {
            _lines.Add(line);
            _steps.Add(step);
        }
    }
}
