using System.Collections.Immutable;
using CycleSim.Accelerator.Mapping.Objectives;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>Plans a step in tiles for given shares of the scratchpads, and keeps the best plan by the machine's objective.</summary>
internal sealed class TiledPlanner
{
    private readonly ResidencyQuestion _question;
    private readonly MappingChoice _choice;
    private readonly GemmTileMapper?[] _mappers;
    private readonly OnePassCost _cost;
    private readonly HashSet<ScratchpadShares> _tried = [];
    private (double Value, long Lines) _bestValue;
    private readonly Dictionary<(TensorRole Role, long Bytes), ScratchpadPlan> _residents = [];

    /// <summary>Prepares plans of a step.</summary>
    internal TiledPlanner(ResidencyQuestion question)
    {
        _question = question;
        _choice = new MappingChoice(question.Machine, question.Metrics);
        var searches = new TileSearches(question.Layouts, question.Machine, _choice);
        _mappers =
        [
            .. question.Program.Operations.Select(operation => operation is GemmOperation gemm ? searches.MapperOf(gemm) : null),
        ];
        _cost = new OnePassCost(question, _mappers);
    }

    /// <summary>The best plan so far; null when none was possible.</summary>
    internal ResidencyPlan? Best { get; private set; }

    /// <summary>Why the first plan that was not possible was not; null when all were.</summary>
    internal InputException? Problem { get; private set; }

    /// <summary>Tries shares that were not tried before.</summary>
    internal void Try(Func<ScratchpadShares> shares)
    {
        try
        {
            ScratchpadShares chosen = shares();
            if (!_tried.Add(chosen))
                return;
            ResidencyPlan plan = Plan(chosen);
            (double, long) value = (_choice.Objective.Of(plan.Tiling!.Cost), plan.DramLines);
            if (Best is null || value.CompareTo(_bestValue) < 0)
                (Best, _bestValue) = (plan, value);
        }
        catch (InputException tooSmall)
        {
            Problem ??= tooSmall;
        }
    }

    /// <summary>The plan for some shares.</summary>
    /// <exception cref="InputException">No tile of an operation fits.</exception>
    internal ResidencyPlan Plan(ScratchpadShares shares)
    {
        ResidencyPlan residents = AtomicResidency.Combine(
            _question.Program, [.. TensorRoles.All.Select(role => ResidentsOf(role, shares[role].ResidentBytes))]);
        var tiles = new GemmTilePlan?[_mappers.Length];
        long lines = residents.Operations.SelectMany(operation => operation.Before).Concat(residents.Final)
            .Sum(transfer => _question.LinesOf(transfer.Tensor));
        MappingCost cost = _choice.Costs.OfTransfer(lines);
        for (int i = 0; i < tiles.Length; i++)
        {
            ImmutableHashSet<int> onChip = residents.Operations[i].OnChip;
            tiles[i] = _question.Tiles is { } loops ? _mappers[i]?.MapTo(loops, shares) : _mappers[i]?.Map(onChip, shares);
            long moved = tiles[i]?.DramLines.Values.Sum() ?? VectorLines(i, onChip);
            cost += tiles[i]?.Cost ?? _choice.Costs.OfTransfer(moved);
            lines += moved;
        }

        return residents with { DramLines = lines, Tiling = new StepTiling(shares, [.. tiles]) { Cost = cost } };
    }

    private ScratchpadPlan ResidentsOf(TensorRole role, long bytes)
    {
        if (!_residents.TryGetValue((role, bytes), out ScratchpadPlan? plan))
            _residents.Add((role, bytes), plan = ScratchpadPlanner.Best(_question.With(bytes, _cost), role));
        return plan;
    }

    private long VectorLines(int index, ImmutableHashSet<int> onChip)
    {
        StepOperation operation = _question.Program.Operations[index];
        return operation.Reads.Concat(operation.Writes).Distinct().Where(tensor => !onChip.Contains(tensor.Id))
            .Sum(tensor => _question.StreamedLines(index, tensor));
    }
}
