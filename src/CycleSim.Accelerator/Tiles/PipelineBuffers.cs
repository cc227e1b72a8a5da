namespace CycleSim.Accelerator.Tiles;

/// <summary>How far transfers and computation can overlap.</summary>
/// <param name="Operands">Buffers of each operand, at least 1: 1 is no overlap of load and computation, 2 is ping-pong.</param>
/// <param name="Outputs">Buffers of outputs, at least 1.</param>
/// <param name="TilesAhead">Tiles that are known ahead of the one in work, at least <paramref name="Operands"/>.</param>
internal readonly record struct PipelineBuffers(int Operands, int Outputs, int TilesAhead);
