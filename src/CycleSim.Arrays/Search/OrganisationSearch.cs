using CycleSim.Arrays.Circuit;

namespace CycleSim.Arrays.Search;

/// <summary>
/// Finds the best organisation of an array: branch and bound over banks, rows of a subarray, and multiplexers. Bounds are the figures
/// with parts left out, so that nothing better is ever skipped.
/// </summary>
internal sealed class OrganisationSearch(SubarrayFactory factory, Wire globalWire, HtreeWires wires, SearchObjective objective)
{
    private readonly List<Branch> _branches = [];
    private SearchSpace _space = null!;
    private Found _best;

    /// <summary>Searches a space; null when none of its organisations is possible.</summary>
    public BankDesign? Run(SearchSpace space)
    {
        _space = space;
        _best = new Found { Score = double.PositiveInfinity };
        _branches.Clear();
        for (int index = 0; index < space.Candidates.Count; index++)
            AddBranches(index);
        _branches.Sort((a, b) => a.Bound.CompareTo(b.Bound));
        foreach (Branch branch in _branches)
        {
            if (branch.Bound > _best.Score)
                break;
            TryMultiplexers(branch);
        }

        return _best.Bank is { } bank
            ? new(new(bank.Shape, _best.Cells!.Rows, _best.Cells.Columns, _best.Mux, _best.Style, wires), _best.Figures)
            : null;
    }

    private void AddBranches(int index)
    {
        (BankShape shape, StoredArray stored) = _space.Candidates[index];
        if (Bank.Create(factory, globalWire, shape, stored) is not { } bank)
            return;
        long mostWays = Math.Min(1L << bank.AddressBits, (long)_space.MostWays * _space.MostWays * _space.MostWays);
        for (int ways = 1; ways <= mostWays; ways *= 2)
        {
            if (!bank.IsPossible(bank.Rows(ways), ways))
                continue;
            foreach (DriverStyle style in _space.Styles)
            {
                CellMatrix cells = factory.Cells(bank.Rows(ways), bank.Columns(ways), style);
                double bound = bank.Bound(cells, Math.Min(ways, _space.MostWays)).Score(objective);
                _branches.Add(new(bound, index, bank, cells, ways, style));
            }
        }
    }

    private void TryMultiplexers(in Branch branch)
    {
        for (int sense = 1; sense <= Math.Min(branch.Ways, _space.MostWays); sense *= 2)
        {
            for (int level1 = 1; level1 <= Math.Min(branch.Ways / sense, _space.MostWays); level1 *= 2)
            {
                MuxWays mux = new(sense, level1, branch.Ways / sense / level1);
                if (mux.Level2 <= _space.MostWays)
                    Try(branch, mux);
            }
        }
    }

    private void Try(in Branch branch, MuxWays mux)
    {
        if (factory.Create(branch.Cells, mux, branch.Style) is not { } subarray
            || branch.Bank.Bound(subarray).Score(objective) > _best.Score)
        {
            return;
        }

        BankFigures figures = branch.Bank.Measure(subarray, mux);
        double ratio = figures.Height / figures.Width;
        if (ratio > _space.MostAspectRatio || 1 / ratio > _space.MostAspectRatio)
            return;
        Found found = new()
        {
            Score = figures.Score(objective),
            Index = branch.Index,
            Bank = branch.Bank,
            Cells = branch.Cells,
            Mux = mux,
            Style = branch.Style,
            Figures = figures,
        };
        if (found.IsBefore(_best))
            _best = found;
    }

    private readonly record struct Branch(double Bound, int Index, Bank Bank, CellMatrix Cells, int Ways, DriverStyle Style);

    private readonly record struct Found
    {
        public double Score { get; init; }

        public int Index { get; init; }

        public Bank? Bank { get; init; }

        public CellMatrix? Cells { get; init; }

        public MuxWays Mux { get; init; }

        public DriverStyle Style { get; init; }

        public BankFigures Figures { get; init; }

        /// <summary>Better, or equally good and earlier in the reference's order.</summary>
        public bool IsBefore(in Found other) => Score < other.Score || (Score == other.Score && Order.CompareTo(other.Order) < 0);

        private (int Index, int Sense, int Level1, int Level2, DriverStyle Style) Order =>
            (Index, Mux.SenseAmplifier, Mux.Level1, Mux.Level2, Style);
    }
}
