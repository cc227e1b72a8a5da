namespace CycleSim.Accelerator.Mapping;

/// <summary>The buffers of the three operands. Each holds tiles of one operand.</summary>
/// <param name="A">Buffer of A, in elements.</param>
/// <param name="B">Buffer of B, in elements.</param>
/// <param name="C">Buffer of C, in partial sums.</param>
public sealed record OperandBuffers(OperandBuffer A, OperandBuffer B, OperandBuffer C);
