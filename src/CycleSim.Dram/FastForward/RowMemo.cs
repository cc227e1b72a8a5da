using CycleSim.Dram.Parts;

namespace CycleSim.Dram.FastForward;

/// <summary>
/// Memo entries for streams of rows, per part. Simulations that run one after the other on one thread may share it, so that a segment
/// is simulated in detail once for all of them. Results do not depend on it. Not for several threads at a time.
/// </summary>
public sealed class RowMemo
{
    private readonly Dictionary<DramSpec, RowSegments> _segments = [];

    internal RowSegments Of(DramSpec spec)
    {
        if (!_segments.TryGetValue(spec, out RowSegments? segments))
        {
            segments = new RowSegments();
            _segments.Add(spec, segments);
        }

        return segments;
    }
}
