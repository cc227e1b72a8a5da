namespace CycleSim.Accelerator.Machine;

/// <summary>By what the tiles of a GEMM are chosen.</summary>
public enum TileObjective
{
    /// <summary>The fewest DRAM lines, then the fewest tiles.</summary>
    Traffic,

    /// <summary>The shortest estimated time, then the fewest DRAM lines, then the fewest tiles.</summary>
    Time,
}
