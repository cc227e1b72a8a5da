using CycleSim.Memoization;

namespace CycleSim.Dram;

/// <summary>
/// What controllers have learned about streams of rows. Simulations that follow each other on one thread may share it: those of one part need not
/// work out again what an earlier one has. Results do not depend on it. Not for several threads at a time.
/// </summary>
public sealed class RowMemo
{
    private readonly Dictionary<DramSpec, MemoTable<RowSegment>> _segments = [];

    internal MemoTable<RowSegment> Of(DramSpec spec)
    {
        if (!_segments.TryGetValue(spec, out MemoTable<RowSegment>? segments))
        {
            segments = new MemoTable<RowSegment>();
            _segments.Add(spec, segments);
        }

        return segments;
    }
}
