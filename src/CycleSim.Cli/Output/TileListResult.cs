using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CycleSim.Cli.Output;

/// <summary>A list of tiles on an ideal memory, as `cyclesim gemm --tiles --json` writes it; all times in core cycles.</summary>
/// <param name="BytesPerCycle">Bytes that the memory moves in a cycle.</param>
/// <param name="Latency">From the start of a transfer to its data.</param>
/// <param name="LatencyMode">held or piped.</param>
/// <param name="OperandBuffers">Buffers of each operand.</param>
/// <param name="OutputBuffers">Buffers of outputs.</param>
/// <param name="Policy">What the channel moves next.</param>
/// <param name="NTiles">Tiles.</param>
/// <param name="TotalCycles">End of the last computation or store.</param>
/// <param name="DmaBusy">The channel is occupied.</param>
/// <param name="LoadBusy">By loads.</param>
/// <param name="StoreBusy">By stores.</param>
/// <param name="DmaIdle">Nothing can be moved: nothing is ready, or what the policy wants next is not.</param>
/// <param name="ArrayBusy">The array computes.</param>
/// <param name="WaitLoad">The array waits for operands.</param>
/// <param name="WaitStore">The array waits for an output buffer.</param>
/// <param name="Tail">From the last computation to the end.</param>
/// <param name="ComputeStarts">Start of each computation, for short lists.</param>
internal sealed record TileListResult(
    long BytesPerCycle, long Latency, string LatencyMode, int OperandBuffers, int OutputBuffers, string Policy, int NTiles,
    long TotalCycles, long DmaBusy, long LoadBusy, long StoreBusy, long DmaIdle, long ArrayBusy, long WaitLoad, long WaitStore, long Tail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<long>? ComputeStarts)
{
    /// <summary>Longer lists leave the starts out.</summary>
    internal const int MaxStarts = 48;
}
