namespace CycleSim.Accelerator.Mapping;

/// <summary>What the machine asks of tiles.</summary>
/// <param name="Step">Tiles are multiples of these sizes: those that fill the array.</param>
/// <param name="Words">Bytes of the words.</param>
/// <param name="Buffers">Where tiles must fit.</param>
public sealed record MappingConstraints(GemmTiling Step, WordSizes Words, OperandBuffers Buffers);
