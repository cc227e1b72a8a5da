namespace CycleSim.Dram.FastForward;

/// <summary>Columns of a row at an even distance.</summary>
/// <param name="First">The first.</param>
/// <param name="Step">Distance; 0 of a single column.</param>
/// <param name="Count">How many.</param>
internal readonly record struct ColumnRun(int First, int Step, int Count)
{
    internal static ColumnRun Neighbours(int first, int count) => new(first, count == 1 ? 0 : 1, count);

    internal int this[int index] => First + index * Step;

    internal ColumnRun MovedBy(int columns) => this with { First = First + columns };

    /// <summary>Some of the columns.</summary>
    internal ColumnRun Slice(int from, int count) => new(this[from], count == 1 ? 0 : Step, count);

    /// <summary>This run and the next one as one run.</summary>
    internal bool TryJoin(in ColumnRun next, out ColumnRun joined)
    {
        int step = next.First - this[Count - 1];
        joined = new ColumnRun(First, step, Count + next.Count);
        return (Count == 1 || Step == step) && (next.Count == 1 || next.Step == step);
    }
}
