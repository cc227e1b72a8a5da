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
        var lines = new List<int>();
        var steps = new List<int>();
        int scaleLine = -1;
        foreach (WordRun run in runs)
        {
            int first = Math.Max(run.At, start);
            int last = Math.Min(run.At + run.Length, end) - 1;
            if (last < first)
                continue;
            int firstWord = run.Word + first - run.At;
            int lastLine = layout.LineOf(run.Word + last - run.At);
            for (int line = layout.LineOf(firstWord); line <= lastLine; line++)
            {
                if (lines.Count > 0 && lines[^1] == line)
                    continue;
                int word = Math.Max(firstWord, (line - layout.ScaleLines) * layout.WordsPerLine);
                int step = first + word - firstWord - start;
                if (layout.BlockWords > 0 && layout.ScaleLineOf(word) != scaleLine)
                    Add(scaleLine = layout.ScaleLineOf(word), step);
                Add(line, step);
            }
        }

        return new LineProgram([.. lines], [.. steps]);

        void Add(int line, int step)
        {
            lines.Add(line);
            steps.Add(step);
        }
    }

    /// <summary>
    /// The lines that positions [start, end) of the word axis touch, from the last position down to the first; steps count from the last.
    /// </summary>
    internal static LineProgram Backward(ImmutableArray<WordRun> runs, int start, int end, TensorLayout layout)
    {
        var lines = new List<int>();
        var steps = new List<int>();
        int scaleLine = -1;
        for (int i = runs.Length - 1; i >= 0; i--)
        {
            WordRun run = runs[i];
            int first = Math.Max(run.At, start);
            int last = Math.Min(run.At + run.Length, end) - 1;
            if (last < first)
                continue;
            int lastWord = run.Word + last - run.At;
            int firstLine = layout.LineOf(run.Word + first - run.At);
            for (int line = layout.LineOf(lastWord); line >= firstLine; line--)
            {
                if (lines.Count > 0 && lines[^1] == line)
                    continue;
                int word = Math.Min(lastWord, layout.EndOf(line) - 1);
                int step = end - 1 - (run.At + word - run.Word);
                if (layout.BlockWords > 0 && layout.ScaleLineOf(word) != scaleLine)
                    Add(scaleLine = layout.ScaleLineOf(word), step);
                Add(line, step);
            }
        }

        return new LineProgram([.. lines], [.. steps]);

        void Add(int line, int step)
        {
            lines.Add(line);
            steps.Add(step);
        }
    }
}
