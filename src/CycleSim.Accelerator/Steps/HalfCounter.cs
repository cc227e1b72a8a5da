namespace CycleSim.Accelerator.Steps;

/// <summary>Counts the loads and stores of a step, which fill and empty halves in turn.</summary>
internal sealed class HalfCounter
{
    private long _a;
    private long _b;
    private long _c;
    private long _stores;

    /// <summary>The halves of a tile: those of the last loads, and the one that its store or that of a later tile empties.</summary>
    /// <param name="loads">What the tile loads.</param>
    /// <param name="stores">It stores.</param>
    internal HalfNumbers Next(in TileLoads loads, bool stores)
    {
        _a += loads.A.Count > 0 ? 1 : 0;
        _b += loads.B.Count > 0 ? 1 : 0;
        _c += loads.C.Count > 0 ? 1 : 0;
        var numbers = new HalfNumbers(_a, _b, _c, _stores);
        _stores += stores ? 1 : 0;
        return numbers;
    }
}
