using System.Text.Json.Serialization;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Configuration.Text;

namespace CycleSim.Studies.Reports;

/// <summary>Shape and tiling of a GEMM, as a report has them.</summary>
/// <param name="M">Output rows.</param>
/// <param name="N">Output columns.</param>
/// <param name="K">Reduction dimension K.</param>
/// <param name="Folds">Folds of all products.</param>
/// <param name="Macs">Multiply-accumulates.</param>
/// <param name="TileOrder">Which folds follow each other, in snake case.</param>
/// <param name="Utilisation">Share of the array's multiply-accumulate slots that it used, 0 to 1.</param>
public sealed record ReportedGemm(long M, long N, long K, long Folds, long Macs, string TileOrder, double Utilisation)
{
    /// <summary>Products of this shape, which followed one after the other; null for one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Count { get; init; }

    /// <summary>Tiles that flowed through the scratchpads; null where there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReportedTiles? Tiling { get; init; }

    internal static ReportedGemm? Of(OperationResult operation, SystolicArraySpec array) => operation.Gemm is not { } gemm
        ? null
        : new ReportedGemm(gemm.M, gemm.N, gemm.K, gemm.Folds, gemm.Macs, EnumName.Of(gemm.Order), operation.Utilisation(array))
        {
            Count = gemm.Count == 1 ? null : gemm.Count,
            Tiling = ReportedTiles.Of(gemm),
        };
}
