namespace CycleSim.Accelerator.Machine;

/// <summary>What a fold fetches of an operand that lives in DRAM.</summary>
public enum DramRefetch
{
    /// <summary>Every fold fetches each distinct line of its footprint once.</summary>
    Tile,

    /// <summary>As <see cref="Tile"/>, but an operand panel that the fold before used as well is not fetched again.</summary>
    Panel,
}
