using CycleSim.Arrays.Circuit;

namespace CycleSim.Arrays.Search;

/// <summary>
/// Finds the best organisation of an array by branch and bound: a branch is a bank and the number of ways of its subarrays' multiplexers.
/// Bounds are metrics with parts left out: each is closer than the one before and none is above the true value, so that the best
/// organisation is never skipped.
/// </summary>
internal sealed class OrganisationSearch(SubarrayFactory factory, Wire globalWire, HtreeWires wires, SearchObjective objective)
{
    // Branches that are tried first: the better the first organisation found, the more of the others their bounds rule out.
    private const int FirstTried = 32;

    // Ten thousands of branches: kept from search to search, since lists of this size are expensive to collect.
    [ThreadStatic]
    private static List<Branch>? t_branches;

    [ThreadStatic]
    private static List<Leaf>? t_leaves;

    private readonly BankSketch _sketch = new(factory, globalWire);
    private SearchSpace _space = null!;
    private Bank?[] _banks = [];
    private Found _best;

    /// <summary>Searches a space; null when none of its organisations is possible.</summary>
    public BankDesign? Run(SearchSpace space)
    {
        _space = space;
        _banks = new Bank?[space.Shapes.Count];
        _best = new Found { Score = double.PositiveInfinity };
        List<Branch> branches = t_branches ??= [];
        branches.Clear();
        branches.AddRange(Branches());
        TryAll(Lowest(branches, FirstTried));
        branches.RemoveAll(branch => branch.Bound > _best.Score);
        TryAll(branches);
        return _best.Bank is { } bank
            ? new(new(bank.Shape, _best.Cells!.Rows, _best.Cells.Columns, _best.Mux, _best.Style, wires), _best.Metrics)
            : null;
    }

    private IEnumerable<Branch> Branches()
    {
        long maxWays = (long)_space.MaxWays * _space.MaxWays * _space.MaxWays;
        for (int index = 0; index < _space.Shapes.Count; index++)
        {
            if (_space.Stored(_space.Shapes[index]) is not { } stored)
                continue;
            for (int ways = 1; ways <= maxWays && ways <= stored.Sets; ways *= 2)
            {
                if (_sketch.Of(_space.Shapes[index], stored, ways, Math.Min(ways, _space.MaxWays)) is { } metrics)
                    yield return new(metrics.Score(objective), index, ways);
            }
        }
    }

    private static List<Branch> Lowest(List<Branch> branches, int count)
    {
        List<Branch> lowest = new(count + 1);
        foreach (Branch branch in branches)
        {
            if (lowest.Count == count && branch.Bound >= lowest[^1].Bound)
                continue;
            int index = lowest.FindIndex(other => other.Bound > branch.Bound);
            lowest.Insert(index < 0 ? lowest.Count : index, branch);
            if (lowest.Count > count)
                lowest.RemoveAt(count);
        }

        return lowest;
    }

    /// <summary>Tries the subarrays of branches, lowest bound first: the first bound above the best score ends the search.</summary>
    private void TryAll(List<Branch> branches)
    {
        List<Leaf> leaves = t_leaves ??= [];
        leaves.Clear();
        foreach (Branch branch in branches)
            AddLeaves(branch, leaves);
        leaves.Sort((a, b) => a.Bound.CompareTo(b.Bound));
        foreach (Leaf leaf in leaves)
        {
            if (leaf.Bound > _best.Score)
                break;
            TryMultiplexers(leaf);
        }

        leaves.Clear();
    }

    private void AddLeaves(in Branch branch, List<Leaf> leaves)
    {
        BankShape shape = _space.Shapes[branch.Index];
        int ways = branch.Ways;
        if ((_banks[branch.Index] ??= Bank.Create(factory, globalWire, shape, _space.Stored(shape)!.Value)) is not { } bank
            || !bank.IsPossible(bank.Rows(ways), ways))
        {
            return;
        }

        foreach (DriverStyle style in _space.Styles)
        {
            CellMatrix cells = factory.Cells(bank.Rows(ways), bank.Columns(ways), style);
            double bound = bank.Bound(cells, ways, Math.Min(ways, _space.MaxWays)).Score(objective);
            if (bound <= _best.Score)
                leaves.Add(new(bound, branch.Index, bank, cells, ways, style));
        }
    }

    private void TryMultiplexers(in Leaf leaf)
    {
        for (int sense = 1; sense <= Math.Min(leaf.Ways, _space.MaxWays); sense *= 2)
        {
            for (int level1 = 1; level1 <= Math.Min(leaf.Ways / sense, _space.MaxWays); level1 *= 2)
            {
                MuxWays mux = new(sense, level1, leaf.Ways / sense / level1);
                if (mux.Level2 <= _space.MaxWays)
                    TrySubarray(leaf, mux);
            }
        }
    }

    private void TrySubarray(in Leaf leaf, MuxWays mux)
    {
        if (factory.Create(leaf.Cells, mux, leaf.Style) is not { } subarray
            || leaf.Bank.Bound(subarray, mux).Score(objective) > _best.Score)
        {
            return;
        }

        BankMetrics metrics = leaf.Bank.Measure(subarray, mux);
        double ratio = metrics.Height / metrics.Width;
        if (ratio > _space.MaxAspectRatio || 1 / ratio > _space.MaxAspectRatio)
            return;
        Found found = new()
        {
            Score = metrics.Score(objective),
            Index = leaf.Index,
            Bank = leaf.Bank,
            Cells = leaf.Cells,
            Mux = mux,
            Style = leaf.Style,
            Metrics = metrics,
        };
        if (found.IsBefore(_best))
            _best = found;
    }

    /// <summary>A bank and the ways of its multiplexers, not yet built.</summary>
    private readonly record struct Branch(double Bound, int Index, int Ways);

    /// <summary>A branch with its cells.</summary>
    private readonly record struct Leaf(double Bound, int Index, Bank Bank, CellMatrix Cells, int Ways, DriverStyle Style);

    private readonly record struct Found
    {
        public double Score { get; init; }

        public int Index { get; init; }

        public Bank? Bank { get; init; }

        public CellMatrix? Cells { get; init; }

        public MuxWays Mux { get; init; }

        public DriverStyle Style { get; init; }

        public BankMetrics Metrics { get; init; }

        /// <summary>Better, or equally good and earlier in the reference's order.</summary>
        public bool IsBefore(in Found other) => Score < other.Score || (Score == other.Score && Order.CompareTo(other.Order) < 0);

        private (int Index, int Sense, int Level1, int Level2, DriverStyle Style) Order =>
            (Index, Mux.SenseAmplifier, Mux.Level1, Mux.Level2, Style);
    }
}
