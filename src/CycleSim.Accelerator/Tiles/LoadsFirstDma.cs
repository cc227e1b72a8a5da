namespace CycleSim.Accelerator.Tiles;

/// <summary>Loads before stores, then the earlier tile, then operand A.</summary>
internal sealed class LoadsFirstDma : IDmaPolicy
{
    public string Name => "loads_first";

    public string Meaning => "loads before stores, then the earlier tile";

    public int Compare(DmaTask first, DmaTask second) => CompareReady(first, second);

    internal static int CompareReady(DmaTask first, DmaTask second)
    {
        int byDirection = first.IsStore.CompareTo(second.IsStore);
        int byTile = byDirection != 0 ? byDirection : first.Tile.CompareTo(second.Tile);
        return byTile != 0 ? byTile : first.Kind.CompareTo(second.Kind);
    }
}
