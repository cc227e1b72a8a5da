namespace CycleSim.Accelerator.Dataflow;

/// <summary>One line of a pattern; all but the bytes are relative to where the pattern is placed.</summary>
/// <param name="Step">Array step.</param>
/// <param name="Bank">Bank, 0 to banks - 1.</param>
/// <param name="Bytes">Bytes moved when the line is written.</param>
/// <param name="Line">Line within its slice.</param>
/// <param name="Slice">Slice.</param>
internal readonly record struct PatternLine(int Step, int Bank, int Bytes, int Line, int Slice);
