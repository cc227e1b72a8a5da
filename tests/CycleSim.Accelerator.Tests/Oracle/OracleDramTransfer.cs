namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>One transfer of a DRAM case.</summary>
/// <param name="Shape">Index of its shape.</param>
/// <param name="IsWrite">Direction.</param>
/// <param name="Gap">Cycles since the end of the one before.</param>
/// <param name="Tensor">Which of a few tensors in DRAM it moves.</param>
internal sealed record OracleDramTransfer(int Shape, bool IsWrite, int Gap, int Tensor);
