namespace CycleSim.Accelerator.Machine;

/// <summary>Buffers of tiles: how far loads, computations and stores may overlap, where the ordering lets them.</summary>
/// <param name="OperandBuffers">Buffers of each operand, 1 to 3: 1 is no overlap of load and computation, 2 is ping-pong.</param>
/// <param name="OutputBuffers">Buffers of outputs, 1 to 3.</param>
/// <param name="DmaPolicy">Name of the policy of the DMA channel: what it moves next.</param>
public sealed record OverlapSpec(int OperandBuffers, int OutputBuffers, string DmaPolicy)
{
    /// <summary>Which banks the DMA engine fills and empties while lanes compute.</summary>
    public FillBanks FillBanks { get; init; }

    /// <summary>Largest number of buffers of a kind.</summary>
    public const int MaxBuffers = 3;

    /// <summary>The policy that moves in program order.</summary>
    public const string InProgramOrder = "program";

    /// <summary>The policy that moves what is ready first.</summary>
    public const string FirstReady = "ready";

    /// <summary>Nothing overlaps.</summary>
    public static OverlapSpec None { get; } = new(1, 1, InProgramOrder);

    /// <summary>Two buffers of each kind, filled in the order in which they become free.</summary>
    public static OverlapSpec PingPong { get; } = new(2, 2, FirstReady);
}
