using System.Collections.Immutable;

namespace CycleSim.Studies.Codesign;

/// <summary>Chooses a memory for each scratchpad. Costs of scratchpads add, and so do losses of accuracy.</summary>
public static class CodesignSearch
{
    /// <summary>For each number of cheap bits and each rate the cheapest candidate: the loss depends on nothing else.</summary>
    /// <param name="candidates">Candidates of one scratchpad.</param>
    /// <param name="objective">What is compared.</param>
    public static ImmutableArray<ScratchpadOption> CheapestOfEachSplit(
        ImmutableArray<ScratchpadOption> candidates, CodesignObjective objective) =>
    [
        .. candidates.GroupBy(option => (option.CheapBits, option.CheapRate))
            .Select(group => group.MinBy(option => option.Cost.By(objective))!),
    ];

    /// <summary>The cheapest choice whose losses add up to no more than a maximum.</summary>
    /// <param name="options">Options of each scratchpad; each has one without loss.</param>
    /// <param name="maxLoss">Maximum loss of accuracy, a share.</param>
    /// <param name="objective">What is compared.</param>
    /// <exception cref="ArgumentException">A scratchpad has no option within the loss.</exception>
    public static CodesignPoint Best(
        ImmutableArray<ImmutableArray<ScratchpadOption>> options, double maxLoss, CodesignObjective objective)
    {
        CodesignPoint[] allowed = [.. All(options, objective).Where(point => point.AccuracyLoss <= maxLoss)];
        return allowed.Length > 0
            ? allowed.MinBy(point => point.Cost.By(objective))!
            : throw new ArgumentException("a scratchpad has no option within the loss", nameof(options));
    }

    /// <summary>The choices that no other one beats in loss or cost without being worse in the other, by rising loss.</summary>
    /// <param name="options">Options of each scratchpad.</param>
    /// <param name="objective">What is compared.</param>
    public static ImmutableArray<CodesignPoint> Front(
        ImmutableArray<ImmutableArray<ScratchpadOption>> options, CodesignObjective objective)
    {
        var front = ImmutableArray.CreateBuilder<CodesignPoint>();
        foreach (CodesignPoint point in All(options, objective).Where(point => double.IsFinite(point.AccuracyLoss))
            .OrderBy(point => point.AccuracyLoss).ThenBy(point => point.Cost.By(objective)))
        {
            if (front.Count == 0 || point.Cost.By(objective).First < front[^1].Cost.By(objective).First)
                front.Add(point);
        }

        return front.ToImmutable();
    }

    private static IEnumerable<CodesignPoint> All(
        ImmutableArray<ImmutableArray<ScratchpadOption>> options, CodesignObjective objective)
    {
        IEnumerable<CodesignPoint> partial = [new([], 0, default)];
        foreach (ImmutableArray<ScratchpadOption> scratchpad in options)
        {
            ScratchpadOption[] useful = [.. Useful(scratchpad, objective)];
            partial = partial.SelectMany(point => useful.Select(option => new CodesignPoint(
                [.. point.Chosen, option], point.AccuracyLoss + option.AccuracyLoss, point.Cost + option.Cost)));
        }

        return partial;
    }

    /// <summary>Options that no other one beats in both loss and cost.</summary>
    private static IEnumerable<ScratchpadOption> Useful(ImmutableArray<ScratchpadOption> options, CodesignObjective objective)
    {
        (double, double, double)? cheapest = null;
        foreach (ScratchpadOption option in options.OrderBy(option => option.AccuracyLoss).ThenBy(option => option.Cost.By(objective)))
        {
            if (cheapest is { } before && option.Cost.By(objective).CompareTo(before) >= 0)
                continue;
            cheapest = option.Cost.By(objective);
            yield return option;
        }
    }
}
