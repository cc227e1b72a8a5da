namespace CycleSim.Accelerator.Machine;

/// <summary>What the paper's machine chooses; a machine that says nothing else has this.</summary>
public static class PaperChoices
{
    /// <summary>Residency: a tensor is on-chip only if it fits whole.</summary>
    public const string Residency = "atomic";

    /// <summary>Tiles, where there are any: the minimum of bytes to and from DRAM.</summary>
    public const string Mapping = "bytes";

    /// <summary>Loops over tiles: each runs from its first tile to its last.</summary>
    public const TileDirection TileLoops = TileDirection.Forward;

    /// <summary>Eviction: the oldest in the forward pass, the newest afterwards.</summary>
    public const string Eviction = "by_pass";

    /// <summary>Ordering: loads, computations and stores never overlap.</summary>
    public const string Ordering = "sequential";

    /// <summary>DRAM controllers: what the part names.</summary>
    public const string DramPolicy = "default";
}
