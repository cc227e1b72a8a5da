namespace CycleSim.Accelerator.Array;

/// <summary>One line of a pattern; all but the bytes are relative to where the pattern is placed.</summary>
/// <param name="Step">Array step.</param>
/// <param name="Bank">Bank, 0 to banks - 1.</param>
/// <param name="Bytes">Bytes moved when the line is written.</param>
/// <param name="Line">Line within its slice.</param>
/// <param name="Slice">Slice.</param>
internal readonly record struct PatternLine(int Step, int Bank, int Bytes, int Line, int Slice);

/// <summary>Lines that a port moves, in order of their steps. Equal patterns of a <see cref="PatternBook"/> are one object.</summary>
internal sealed class LinePattern(int id, PatternLine[] lines)
{
    /// <summary>Number of the pattern in its book.</summary>
    internal int Id { get; } = id;

    internal PatternLine[] Lines { get; } = lines;

    /// <summary>Lines from an index on whose step is at least <paramref name="step"/>.</summary>
    internal int CountFrom(int index, long step)
    {
        int low = index;
        int high = Lines.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Lines[middle].Step < step)
                low = middle + 1;
            else
                high = middle;
        }

        return Lines.Length - low;
    }
}

/// <summary>A pattern placed in a phase.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Step">Array step that its steps count from.</param>
/// <param name="Bank">Bank that its banks count from.</param>
/// <param name="Line">Line that its lines count from.</param>
/// <param name="Slice">Slice that its slices count from.</param>
internal readonly record struct LineChunk(LinePattern Pattern, long Step, int Bank, int Line, int Slice);
