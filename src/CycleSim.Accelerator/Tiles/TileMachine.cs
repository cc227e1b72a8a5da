using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Tiles;

/// <summary>One DMA channel to an ideal memory, one array, and buffers between them.</summary>
/// <param name="Dram">The memory.</param>
/// <param name="OperandBuffers">Buffers for operand A, and as many for B: 1 is no overlap of load and computation, 2 is ping-pong.</param>
/// <param name="OutputBuffers">Buffers for outputs.</param>
/// <param name="Policy">Which transfer the channel takes next.</param>
public sealed record TileMachine(IdealDram Dram, int OperandBuffers, int OutputBuffers, IDmaPolicy Policy);
