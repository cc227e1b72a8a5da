using CycleSim.Memoization;

namespace CycleSim.Dram;

/// <summary>
/// What controllers have learned about streams of rows. Simulations that follow each other on one thread may share it: those of one part need not
/// work out again what an earlier one has. Results do not depend on it. Not for several threads at a time.
/// </summary>
public sealed class KnownRows
{
    private readonly Dictionary<DramSpec, MemoTable<RowEdge>> _edges = [];

    internal MemoTable<RowEdge> Of(DramSpec spec)
    {
        if (!_edges.TryGetValue(spec, out MemoTable<RowEdge>? edges))
        {
            edges = new MemoTable<RowEdge>();
            _edges.Add(spec, edges);
        }

        return edges;
    }
}
