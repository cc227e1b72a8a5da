using System.Text.Json.Serialization;

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
/// <param name="RowFolds">Tiles of the dimension that lies on the rows of the array.</param>
/// <param name="ColumnFolds">Tiles of the dimension that lies on its columns.</param>
/// <param name="Macs">Multiply-accumulates.</param>
/// <param name="Utilisation">Share of the array's multiply-accumulates that do something, over all cycles.</param>
/// <param name="MappingEfficiency">Share of the processing elements that a fold uses, on average.</param>
internal sealed record SystolicResult(
    long M, long N, long K, int Rows, int Columns, string Drain, bool TrimEdges, long Cycles, long Folds, long RowFolds, long ColumnFolds,
    long Macs, double Utilisation, double MappingEfficiency)
{
    /// <summary>Name of the dataflow; null, as all below, where no option asks for one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Dataflow { get; init; }

    /// <summary>What the array does between folds or blocks; null in SCALE-Sim's counting.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Variant { get; init; }

    /// <summary>Words of the blocked dimension in one block; null in SCALE-Sim's counting.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Block { get; init; }

    /// <summary>Cycles between arrivals of tiles or blocks; null in SCALE-Sim's counting.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Gap { get; init; }

    /// <summary>Distances of folds, e.g. "2x40;1x48"; null where they are not modelled.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Periods { get; init; }

    /// <summary>Index of the last multiplication, plus 1; null where it is not modelled.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? LastMacCycles { get; init; }

    /// <summary>Reads of the operand that streams from the left.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ReadsFirst { get; init; }

    /// <summary>Reads of the operand that enters at the top.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ReadsSecond { get; init; }

    /// <summary>Writes of the accumulator buffer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AccWrites { get; init; }

    /// <summary>Reads of the accumulator buffer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AccReads { get; init; }
}
