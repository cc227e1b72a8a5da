namespace CycleSim.Workloads.Lowering;

/// <summary>Where another product of the same shape lies, from the first one on.</summary>
/// <param name="Rows">Shift of the row operand.</param>
/// <param name="Columns">Shift of the column operand.</param>
/// <param name="Output">Shift of the outputs, and of what is read beside them.</param>
/// <param name="Vectors">Shift of the bias or of the row sums, in words.</param>
public readonly record struct GemmShift(WordShift Rows, WordShift Columns, WordShift Output, int Vectors = 0);
