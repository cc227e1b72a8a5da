namespace CycleSim.Cli.Output;

/// <summary>Cycles of one GEMM when operands are always ready, as `cyclesim systolic --json` writes them.</summary>
/// <param name="M">Rows of the output.</param>
/// <param name="N">Columns of the output.</param>
/// <param name="K">Reduction dimension.</param>
/// <param name="Rows">Rows of the array.</param>
/// <param name="Columns">Columns of the array.</param>
/// <param name="Drain">How outputs leave the array.</param>
/// <param name="TrimEdges">Whether folds at an edge are as small as what is left.</param>
/// <param name="Cycles">Core cycles.</param>
/// <param name="Folds">Folds in all.</param>
/// <param name="RowFolds">Folds over the rows of the output.</param>
/// <param name="ColumnFolds">Folds over its columns.</param>
/// <param name="Macs">Multiply-accumulates.</param>
/// <param name="Utilisation">Share of the array's multiply-accumulates that do something, over all cycles.</param>
/// <param name="MappingEfficiency">Share of the processing elements that a fold uses, on average.</param>
internal sealed record SystolicResult(
    long M, long N, long K, int Rows, int Columns, string Drain, bool TrimEdges, long Cycles, long Folds, long RowFolds, long ColumnFolds,
    long Macs, double Utilisation, double MappingEfficiency);
