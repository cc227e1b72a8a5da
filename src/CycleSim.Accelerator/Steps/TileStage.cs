namespace CycleSim.Accelerator.Steps;

/// <summary>What happens to a tile, in this order.</summary>
public enum TileStage
{
    /// <summary>Its operands are loaded.</summary>
    Load,

    /// <summary>It is computed.</summary>
    Compute,

    /// <summary>Its results are stored.</summary>
    Store,
}
