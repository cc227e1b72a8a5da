using System.Collections.Immutable;
using CycleSim.Memoization;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// The words that a product moves of a tensor, as integers of a key: counted from the start of a line, so that products which lie some
/// whole lines apart have equal integers.
/// </summary>
internal static class MovedWordsKey
{
    /// <summary>The word that others are counted from: the first of the line of a word.</summary>
    /// <param name="layout">Layout of the tensor.</param>
    /// <param name="word">The first word that is moved.</param>
    internal static int StartOf(TensorLayout layout, int word) =>
        layout.BlockWords > 0 ? 0 : word - word % layout.WordsPerLine; // scales lie as far from their words only at the same place

    /// <summary>The first word of an operand; 0 where it is all padding.</summary>
    internal static int FirstWord(OperandView operand)
    {
        foreach (ImmutableArray<WordRun> runs in operand.Locations)
            if (!runs.IsEmpty)
                return runs[0].Word;
        return 0;
    }

    /// <summary>Adds an operand.</summary>
    internal static void Add(StateKeyBuilder key, OperandView operand, int start)
    {
        key.Add((int)operand.LaneAxis);
        key.Add(operand.Words);
        key.Add(operand.Slices.Count);
        key.Add(operand.Locations.Length);
        foreach (ImmutableArray<WordRun> runs in operand.Locations)
        {
            key.Add(runs.Length);
            foreach (WordRun run in runs)
            {
                key.Add(run.At);
                key.Add(run.Word - start);
                key.Add(run.Length);
            }
        }
    }

    /// <summary>Adds outputs.</summary>
    internal static void Add(StateKeyBuilder key, GemmOutput output, int start)
    {
        key.Add(output.Slices.Count);
        key.Add(output.WordBase.Length);
        foreach (int word in output.WordBase)
            key.Add(word - start);
    }

    /// <summary>Adds how words lie in the lines of a tensor.</summary>
    internal static void Add(StateKeyBuilder key, TensorLayout layout)
    {
        key.Add(layout.WordsPerLine);
        key.Add(layout.BlockWords);
        key.Add(layout.ScaleLines);
    }
}
