namespace CycleSim.Accelerator.Dataflow;

/// <summary>Lines that a port moves, in order of their steps. Equal patterns of a <see cref="PatternTable"/> are one object.</summary>
internal sealed class LinePattern(int id, PatternLine[] lines)
{
    /// <summary>Number of the pattern in its table.</summary>
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
