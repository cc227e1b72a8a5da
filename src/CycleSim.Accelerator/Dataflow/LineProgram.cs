using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// The lines of a slice that a range of an operand's word axis touches at one location, ascending in the step in which each is first
/// needed. A line that is needed, left and needed again is fetched again.
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
    internal static LineProgram Of(ImmutableArray<WordRun> runs, int start, int end, int wordsPerLine)
    {
        var lines = new List<int>();
        var steps = new List<int>();
        foreach (WordRun run in runs)
        {
            int first = Math.Max(run.At, start);
            int last = Math.Min(run.At + run.Length, end) - 1;
            if (last < first)
                continue;
            int firstWord = run.Word + first - run.At;
            int lastLine = (run.Word + last - run.At) / wordsPerLine;
            for (int line = firstWord / wordsPerLine; line <= lastLine; line++)
            {
                if (lines.Count > 0 && lines[^1] == line)
                    continue;
                lines.Add(line);
                steps.Add(first + Math.Max(0, line * wordsPerLine - firstWord) - start);
            }
        }

        return new LineProgram([.. lines], [.. steps]);
    }
}
