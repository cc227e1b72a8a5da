using CycleSim.Terminal;

namespace CycleSim.Cli.Output;

/// <summary>What `cyclesim systolic` prints for people.</summary>
internal static class SystolicTables
{
    private const int MaxPeriods = 6;

    /// <summary>Prints a line, and the counts of a dataflow below it where there is one.</summary>
    internal static void Print(SystolicResult result)
    {
        ProseText.Print(
            FormattableString.Invariant($"{result.M} x {result.N} x {result.K} on {result.Rows} x {result.Columns} ")
                + FormattableString.Invariant($"({Conditions(result)}): {result.Cycles} cycles, {result.Folds} folds, ")
                + FormattableString.Invariant($"utilisation {result.Utilisation * 100:0.00} %, ")
                + FormattableString.Invariant($"mapping efficiency {result.MappingEfficiency * 100:0.00} %"));
        if (result.Dataflow is null)
            return;
        if (result.LastMacCycles is { } last)
            Line($"  multiplications      end after {last} cycles");
        if (result.Periods is { } periods)
            Line($"  distances of folds   {Shortened(periods)} (count x cycles)");
        Line($"  operand words read   {result.ReadsFirst} from the left, {result.ReadsSecond} from the top");
        Line($"  accumulator buffer   {result.AccWrites} words written, {result.AccReads} read");
    }

    private static void Line(FormattableString text) => ProseText.Print(FormattableString.Invariant(text));

    private static string Conditions(SystolicResult result)
    {
        if (result.Dataflow is null)
            return result.Drain;
        string block = result.Block is { } words ? FormattableString.Invariant($", block {words}") : "";
        string gap = result.Gap is > 0 and { } cycles ? FormattableString.Invariant($", gap {cycles}") : "";
        return $"{result.Dataflow}, {result.Variant ?? result.Drain}{block}{gap}{(result.TrimEdges ? ", trimmed edges" : "")}";
    }

    private static string Shortened(string periods)
    {
        string[] groups = periods.Split(';');
        return groups.Length <= MaxPeriods ? periods : string.Join(';', groups.Take(MaxPeriods).Append("..."));
    }
}
