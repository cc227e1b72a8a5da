using CycleSim.Accelerator.FastForward;

namespace CycleSim.Accelerator.Dram;

/// <summary>
/// What controllers have learned about streams of rows. Simulations that follow each other on one thread may share it: those of one part need not
/// work out again what an earlier one has. Results do not depend on it. Not for several threads at a time.
/// </summary>
public sealed class KnownRows
{
    private readonly Dictionary<DramSpec, WordMemo<RowEdge>> _edges = [];

    internal WordMemo<RowEdge> Of(DramSpec spec)
    {
        if (!_edges.TryGetValue(spec, out WordMemo<RowEdge>? edges))
        {
            edges = new WordMemo<RowEdge>();
            _edges.Add(spec, edges);
        }

        return edges;
    }
}
