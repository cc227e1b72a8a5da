namespace CycleSim.Accelerator.Tests.Mapping;

/// <summary>One tiling in one order; the smallest is the one to choose.</summary>
internal sealed record TilingRank(long Bytes, long Tiles, int Order, long Tm, long Tn, long Tk) : IComparable<TilingRank>
{
    public int CompareTo(TilingRank? other) => other is null ? 1 : (Bytes, Tiles, Order, Tm, Tn, Tk).CompareTo(
        (other.Bytes, other.Tiles, other.Order, other.Tm, other.Tn, other.Tk));
}
