using System.Numerics;

namespace CycleSim.Dram;

/// <summary>
/// Names for the banks and rows that an edge can touch. Banks are numbered rank by rank in their order: those of a rank are alike but for the
/// order in which a refresh closes them, ranks are alike but for whose turn it is. So edges that differ only in which banks and rows they meet
/// are the same edge.
/// </summary>
internal sealed class EdgeNames
{
    private readonly DramSpec _spec;
    private readonly int[] _bankOf;
    private readonly int[] _nameOf;
    private readonly List<NamedRow> _rows = [];
    private ulong _named;
    private int _firstRank;

    internal EdgeNames(DramSpec spec)
    {
        _spec = spec;
        _bankOf = new int[spec.Ranks * spec.Banks];
        _nameOf = new int[spec.Ranks * spec.Banks];
    }

    /// <summary>Banks that have a name.</summary>
    internal int Count => BitOperations.PopCount(_named);

    /// <summary>Names some banks; no row has a name.</summary>
    /// <param name="firstRank">The rank that comes first.</param>
    /// <param name="banks">Bit i: bank i of the channel gets a name.</param>
    internal void Assign(int firstRank, ulong banks)
    {
        _firstRank = firstRank;
        _named = banks;
        _rows.Clear();
        int next = 0;
        for (int place = 0; place < _spec.Ranks; place++)
        {
            for (ulong mask = banks & _spec.BanksOf(RankAt(place)); mask != 0; mask &= mask - 1)
            {
                int bank = BitOperations.TrailingZeroCount(mask);
                _bankOf[next] = bank;
                _nameOf[bank] = next++;
            }
        }
    }

    /// <summary>The same names, to keep.</summary>
    internal EdgeNames Copy()
    {
        var copy = new EdgeNames(_spec) { _firstRank = _firstRank, _named = _named };
        _bankOf.CopyTo(copy._bankOf, 0);
        _nameOf.CopyTo(copy._nameOf, 0);
        copy._rows.AddRange(_rows);
        return copy;
    }

    /// <summary>Bank of the channel with a name.</summary>
    internal int BankOf(int name) => _bankOf[name];

    /// <summary>Name of a bank; -1 when it has none.</summary>
    internal int NameOf(int bank) => (_named >> bank & 1) != 0 ? _nameOf[bank] : -1;

    /// <summary>The rank at a place, counted from the first.</summary>
    internal int RankAt(int place) => (_firstRank + place) % _spec.Ranks;

    /// <summary>Place of a rank.</summary>
    internal int PlaceOf(int rank) => (rank - _firstRank + _spec.Ranks) % _spec.Ranks;

    /// <summary>How many banks of a rank have names.</summary>
    internal int CountOf(int rank) => BitOperations.PopCount(_named & _spec.BanksOf(rank));

    /// <summary>Rows that have a name.</summary>
    internal int RowCount => _rows.Count;

    /// <summary>Gives a row a name, if it has none.</summary>
    /// <param name="bank">Bank of the channel.</param>
    /// <param name="row">Row of the bank.</param>
    /// <param name="firstBurst">Address of its first burst; -1 when it is not known (yet).</param>
    internal void NameRow(int bank, int row, long firstBurst)
    {
        int name = NameOfRow(bank, row);
        if (name < 0)
            _rows.Add(new NamedRow(bank, row, firstBurst));
        else if (firstBurst >= 0)
            _rows[name] = new NamedRow(bank, row, firstBurst);
    }

    /// <summary>Name of a row; -1 when it has none.</summary>
    internal int NameOfRow(int bank, int row)
    {
        for (int name = 0; name < _rows.Count; name++)
            if (_rows[name].Bank == bank && _rows[name].Row == row)
                return name;
        return -1;
    }

    /// <summary>Row with a name.</summary>
    internal NamedRow RowOf(int name) => _rows[name];
}

/// <summary>A row of a bank.</summary>
/// <param name="Bank">Bank of the channel.</param>
/// <param name="Row">Row of the bank.</param>
/// <param name="FirstBurst">Address of its first burst.</param>
internal readonly record struct NamedRow(int Bank, int Row, long FirstBurst);
