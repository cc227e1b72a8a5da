using System.Collections.Immutable;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// Whole tensors stay in a part of each scratchpad, evicted as the machine says; operands and outputs of GEMMs that are not there flow in
/// tiles through the rest. How large the part is, is decided together with the tiles: of several the one with which the fewest lines move.
/// </summary>
public sealed class TiledResidency : IResidencyPolicy
{
    /// <summary>Its name in files.</summary>
    internal const string ChoiceName = "tiled";

    /// <inheritdoc />
    public string Name => ChoiceName;

    /// <inheritdoc />
    public string Meaning => "whole tensors in a part of each scratchpad; operands and outputs that are not there flow in tiles through the rest";

    /// <inheritdoc />
    /// <exception cref="InputException">No tile of an operation fits, or there are fewer banks than parts of a scratchpad.</exception>
    public PlacementPlan Plan(ResidencyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        GemmTileMapper?[] mappers =
        [
            .. question.Program.Operations.Select(operation => operation is GemmOperation gemm
                ? new GemmTileMapper(gemm, question.Layouts, question.Machine)
                : null),
        ];
        var cost = new OnePassCost(question, mappers);
        PlacementPlan? best = null;
        InputException? problem = null;
        IReadOnlyList<double> parts = question.Tiles is null ? ScratchpadShares.ResidentParts : [0];
        foreach (double part in parts)
        {
            try
            {
                PlacementPlan plan = Plan(question, cost, mappers, part);
                if (best is null || plan.DramLines < best.DramLines)
                    best = plan;
            }
            catch (InputException tooSmall)
            {
                problem ??= tooSmall;
            }
        }

        return best ?? throw problem!;
    }

    private static PlacementPlan Plan(ResidencyQuestion question, OnePassCost cost, GemmTileMapper?[] mappers, double residentPart)
    {
        ScratchpadShares shares = ScratchpadShares.Of(question.Machine, question.ScratchpadBytes, residentPart);
        PlacementPlan residents = AtomicResidency.PlanBest(question.With(shares.ResidentBytes, cost));
        var tiles = new GemmTilePlan?[mappers.Length];
        long lines = residents.Operations.SelectMany(operation => operation.Before).Concat(residents.Final)
            .Sum(transfer => question.LinesOf(transfer.Tensor));
        for (int i = 0; i < tiles.Length; i++)
        {
            ImmutableHashSet<int> onChip = residents.Operations[i].OnChip;
            tiles[i] = question.Tiles is { } loops
                ? mappers[i]?.MapTo(loops, shares.HalfBytes)
                : mappers[i]?.Map(onChip, shares.HalfBytes);
            lines += tiles[i]?.DramLines.Values.Sum() ?? VectorLines(question, i, onChip);
        }

        return residents with { DramLines = lines, Tiling = new TilingPlan(shares, [.. tiles]) };
    }

    private static long VectorLines(ResidencyQuestion question, int index, ImmutableHashSet<int> onChip)
    {
        StepOperation operation = question.Program.Operations[index];
        return operation.Reads.Concat(operation.Writes).Distinct().Where(tensor => !onChip.Contains(tensor.Id))
            .Sum(tensor => question.StreamedLines(index, tensor));
    }
}
