namespace CycleSim.Accelerator.Dataflow;

/// <summary>What a bank mapping depends on.</summary>
/// <param name="Slices">Slices of the tensor.</param>
/// <param name="LinesPerSlice">Lines of a slice.</param>
/// <param name="Banks">Banks of the scratchpad, at least 1.</param>
/// <param name="ArrayColumns">Columns of the systolic array.</param>
/// <param name="WordsPerLine">Words of a line.</param>
public readonly record struct BankMappingShape(int Slices, int LinesPerSlice, int Banks, int ArrayColumns, int WordsPerLine);
