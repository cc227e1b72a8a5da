namespace CycleSim.Accelerator.Mapping;

/// <summary>The buffers of the three operands. Each holds tiles of one operand.</summary>
/// <param name="A">Buffer of A; it holds elements.</param>
/// <param name="B">Buffer of B; it holds elements.</param>
/// <param name="C">Buffer of C; it holds partial sums.</param>
public sealed record OperandBuffers(OperandBuffer A, OperandBuffer B, OperandBuffer C);
