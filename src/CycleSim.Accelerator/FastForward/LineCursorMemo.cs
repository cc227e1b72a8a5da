using CycleSim.Accelerator.Dataflow;
using CycleSim.Memoization;

namespace CycleSim.Accelerator.FastForward;

/// <summary>Adds to a state key what comes after a cursor, so that equal futures have equal keys.</summary>
internal static class LineCursorMemo
{
    private enum Tag
    {
        Chunk = -2,
        Lines = -3,
        Open = -4,
        End = -5,
    }

    /// <summary>The bank that a description counts from: that of the chunk which holds the next line; -1 at the end.</summary>
    internal static int NextBank(LineCursor cursor, int next)
    {
        if (cursor.Position.At + next < cursor.ChunkLines)
            return cursor.Chunk.Bank;
        return cursor.TryPeek(0, out LineChunk chunk) ? chunk.Bank : -1;
    }

    /// <summary>Adds the lines from the cursor to a step, and a number of lines beyond it.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="key">The key.</param>
    /// <param name="next">1: from the line after the present one on; 0: from the present one on.</param>
    /// <param name="from">Step that counts as zero.</param>
    /// <param name="to">Step up to which all lines matter.</param>
    /// <param name="beyond">Lines of this step and later that matter.</param>
    /// <param name="bank">Bank that counts as zero.</param>
    internal static void Describe(LineCursor cursor, StateKeyBuilder key, int next, long from, long to, int beyond, int bank)
    {
        int at = cursor.Position.At + next;
        bool isDone = at < cursor.ChunkLines && DescribeChunk(cursor, key, cursor.Chunk, at, from, to, ref beyond, bank);
        for (int i = 0; !isDone && cursor.TryPeek(i, out LineChunk chunk); i++)
            isDone = DescribeChunk(cursor, key, chunk, 0, from, to, ref beyond, bank);
        key.Add(isDone ? (int)Tag.Open : (int)Tag.End);
    }

    /// <summary>Adds what matters of a chunk from an index on; returns whether nothing behind it matters.</summary>
    private static bool DescribeChunk(
        LineCursor cursor, StateKeyBuilder key, in LineChunk chunk, int at, long from, long to, ref int beyond, int bank)
    {
        int later = chunk.Pattern.CountFrom(at, to - chunk.Step);
        if (later < chunk.Pattern.Lines.Length - at)
            AddChunk(cursor, key, chunk, at, from, bank);
        else if (beyond > 0)
            AddLines(cursor, key, chunk, at, Math.Min(beyond, later), from, bank);
        beyond -= later;
        return beyond <= 0 && later > 0;
    }

    private static void AddChunk(LineCursor cursor, StateKeyBuilder key, in LineChunk chunk, int at, long from, int bank)
    {
        key.Add((int)Tag.Chunk);
        key.Add(chunk.Pattern.Id);
        key.Add(at);
        key.Add(chunk.Step - from);
        key.Add(cursor.Wrap(chunk.Bank + cursor.Banks - bank));
    }

    private static void AddLines(LineCursor cursor, StateKeyBuilder key, in LineChunk chunk, int at, int count, long from, int bank)
    {
        key.Add((int)Tag.Lines);
        key.Add(at);
        key.Add(count);
        foreach (PatternLine line in chunk.Pattern.Lines.AsSpan(at, count))
        {
            key.Add(chunk.Step + line.Step - from);
            key.Add(cursor.Wrap(cursor.Wrap(chunk.Bank + line.Bank) + cursor.Banks - bank));
        }
    }
}
