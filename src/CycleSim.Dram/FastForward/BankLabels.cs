using System.Numerics;
using CycleSim.Dram.Parts;

namespace CycleSim.Dram.FastForward;

/// <summary>
/// Labels for the banks and rows that a segment can touch, so that segments that differ only in which banks, rows and columns they use
/// share one memo entry. Banks are numbered rank by rank in ascending order: the banks of a rank differ only in the order in which a
/// refresh closes them, ranks only in whose turn it is. Columns count from one of those in use: nothing but the commands depends on them.
/// </summary>
internal sealed class BankLabels
{
    private readonly DramSpec _spec;
    private readonly int[] _bankOf;
    private readonly int[] _labelOf;
    private readonly List<LabelledRow> _rows = [];
    private readonly List<int> _nextOfBank = [];
    private readonly int[] _firstOfBank;
    private ulong _labelled;
    private int _firstRank;

    internal BankLabels(DramSpec spec)
    {
        _spec = spec;
        _bankOf = new int[spec.Ranks * spec.Banks];
        _labelOf = new int[spec.Ranks * spec.Banks];
        _firstOfBank = new int[spec.Ranks * spec.Banks];
    }

    /// <summary>The column that columns count from.</summary>
    internal int ColumnOrigin { get; private set; }

    /// <summary>Banks that have a label.</summary>
    internal int Count => BitOperations.PopCount(_labelled);

    /// <summary>Labels some banks; no row has a label.</summary>
    /// <param name="firstRank">The rank that is first in order.</param>
    /// <param name="columnOrigin">The column that columns count from.</param>
    /// <param name="banks">Bit i: bank i of the channel gets a label.</param>
    internal void Assign(int firstRank, int columnOrigin, ulong banks)
    {
        _firstRank = firstRank;
        ColumnOrigin = columnOrigin;
        _labelled = banks;
        _rows.Clear();
        _nextOfBank.Clear();
        Array.Fill(_firstOfBank, -1);
        int next = 0;
        for (int order = 0; order < _spec.Ranks; order++)
        {
            for (ulong mask = banks & _spec.BanksOf(RankAt(order)); mask != 0; mask &= mask - 1)
            {
                int bank = BitOperations.TrailingZeroCount(mask);
                _bankOf[next] = bank;
                _labelOf[bank] = next++;
            }
        }
    }

    /// <summary>The same labels, to keep.</summary>
    internal BankLabels Copy()
    {
        var copy = new BankLabels(_spec) { _firstRank = _firstRank, ColumnOrigin = ColumnOrigin, _labelled = _labelled };
        _bankOf.CopyTo(copy._bankOf, 0);
        _labelOf.CopyTo(copy._labelOf, 0);
        _firstOfBank.CopyTo(copy._firstOfBank, 0);
        copy._rows.AddRange(_rows);
        copy._nextOfBank.AddRange(_nextOfBank);
        return copy;
    }

    /// <summary>Bank of the channel with a label.</summary>
    internal int BankOf(int label) => _bankOf[label];

    /// <summary>Label of a bank; -1 when it has none.</summary>
    internal int LabelOf(int bank) => (_labelled >> bank & 1) != 0 ? _labelOf[bank] : -1;

    /// <summary>The rank with an order, counted from the first rank.</summary>
    internal int RankAt(int order) => (_firstRank + order) % _spec.Ranks;

    /// <summary>Order of a rank, counted from the first rank.</summary>
    internal int RankOrderOf(int rank) => (rank - _firstRank + _spec.Ranks) % _spec.Ranks;

    /// <summary>How many banks of a bank group of the channel have labels.</summary>
    internal int CountOfGroup(int group) =>
        BitOperations.PopCount(_labelled >> (group * _spec.BanksOfGroup) & ((1UL << _spec.BanksOfGroup) - 1));

    /// <summary>Rows that have a label.</summary>
    internal int RowCount => _rows.Count;

    /// <summary>Gives a row a label, if it has none; returns its label.</summary>
    internal int LabelRow(in LabelledRow row)
    {
        int label = LabelOfRow(row.Bank, row.Row);
        if (label >= 0)
        {
            if (row.FirstBurst >= 0)
                _rows[label] = row;
            return label;
        }

        label = _rows.Count;
        _rows.Add(row);
        _nextOfBank.Add(_firstOfBank[row.Bank]);
        _firstOfBank[row.Bank] = label;
        return label;
    }

    /// <summary>Label of a row; -1 when it has none.</summary>
    internal int LabelOfRow(int bank, int row)
    {
        int label = _firstOfBank[bank];
        while (label >= 0 && _rows[label].Row != row)
            label = _nextOfBank[label];
        return label;
    }

    /// <summary>Row with a label.</summary>
    internal LabelledRow RowOf(int label) => _rows[label];
}
