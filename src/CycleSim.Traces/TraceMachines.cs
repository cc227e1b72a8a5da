using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>What a header says of the machine that decides which records a trace has.</summary>
public static class TraceMachines
{
    /// <summary>Name of the ordering in which tiles overlap.</summary>
    public const string Overlapped = "overlapped";

    /// <summary>Name of the residency in which tensors flow in tiles.</summary>
    public const string Tiled = "tiled";

    /// <summary>Tiles overlap: phases of array and DRAM do, and there are waits.</summary>
    /// <param name="header">What was traced.</param>
    public static bool HasOverlap(Header header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.MachineValues?.Ordering == Overlapped;
    }

    /// <summary>The array keeps an operand and its accumulators keep partial sums.</summary>
    /// <param name="header">What was traced.</param>
    public static bool HasPartialSums(Header header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return !string.IsNullOrEmpty(header.MachineValues?.Dataflow);
    }

    /// <summary>Tensors flow in tiles: the DMA engine fills and empties halves of scratchpads.</summary>
    /// <param name="header">What was traced.</param>
    public static bool HasTiles(Header header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.MachineValues?.Residency == Tiled;
    }
}
