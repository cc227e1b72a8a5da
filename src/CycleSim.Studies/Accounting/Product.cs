using CycleSim.Platform;

namespace CycleSim.Studies.Accounting;

/// <summary>A product on the output-stationary array, fold by fold: C[m, n] = sum over k of rows[m, k] x columns[n, k].</summary>
/// <param name="Rows">Operand on the rows.</param>
/// <param name="Columns">Operand on the columns.</param>
/// <param name="Output">Where the outputs go.</param>
internal sealed record Product(Operand Rows, Operand Columns, ProductOutput Output)
{
    private const int Side = AccountCosts.ArraySide;

    private long RowFolds => WholeNumbers.CeilingDivide(Rows.Lanes, Side);

    private long ColumnFolds => WholeNumbers.CeilingDivide(Columns.Lanes, Side);

    /// <summary>Words of the output.</summary>
    public long OutputWords => Rows.Lanes * Columns.Lanes;

    /// <summary>Cycles of all folds.</summary>
    public long FoldCycles => RowFolds * ColumnFolds * AccountCosts.FoldCycles(Rows.Depth);

    /// <summary>Multiply-accumulates; those with zeros at the edges are spent too.</summary>
    public long Macs => Rows.Lanes * Columns.Lanes * Rows.Depth;

    /// <summary>What it reads of its operand on the rows.</summary>
    public AccountUse RowUse(AccountInterpretation reading) => Use(Rows, ColumnFolds, reading);

    /// <summary>What it reads of its operand on the columns.</summary>
    public AccountUse ColumnUse(AccountInterpretation reading) => Use(Columns, RowFolds, reading);

    /// <summary>What it writes, or reads of a structure of the output's shape.</summary>
    public AccountUse OutputUse(AccountInterpretation reading, AccountStructure structure)
    {
        ProductOutput output = Output with { Structure = structure };
        int unit = AccountCosts.DramWords(reading.Dram);
        long words = unit == 1 ? OutputWords : Panels(Rows.Lanes).Sum(rows =>
            Panels(Columns.Lanes).Sum(columns => output.Footprint(rows, columns, unit)));
        return new(structure, words, OutputWords);
    }

    /// <summary>What it reads of a bias of its columns: each fold its part.</summary>
    public AccountUse BiasUse(AccountInterpretation reading, AccountStructure bias) =>
        new(bias, RowFolds * Panels(Columns.Lanes).Sum(panel => Whole(panel, reading)), RowFolds * Columns.Lanes);

    /// <summary>What it writes of sums of its rows.</summary>
    public AccountUse RowSumUse(AccountInterpretation reading, AccountStructure sums) =>
        new(sums, Panels(Rows.Lanes).Sum(panel => Whole(panel, reading)), Rows.Lanes);

    private static long Whole((long First, long End) panel, AccountInterpretation reading)
    {
        int unit = AccountCosts.DramWords(reading.Dram);
        return (WholeNumbers.CeilingDivide(panel.End, unit) - panel.First / unit) * unit;
    }

    private static AccountUse Use(Operand operand, long times, AccountInterpretation reading)
    {
        int unit = AccountCosts.DramWords(reading.Dram);
        long operands = operand.Lanes * operand.Depth * times;
        return new(operand.Structure, reading.OffChip switch
        {
            OffChipInterpretation.Operands => operands,
            OffChipInterpretation.Once => operand.Structure.Bytes(unit) / AccountCosts.WordBytes,
            _ => times * Panels(operand.Lanes).Sum(panel => operand.Footprint(panel.First, panel.End, unit)),
        }, operands);
    }

    private static IEnumerable<(long First, long End)> Panels(long lanes)
    {
        for (long first = 0; first < lanes; first += Side)
            yield return (first, Math.Min(first + Side, lanes));
    }
}
