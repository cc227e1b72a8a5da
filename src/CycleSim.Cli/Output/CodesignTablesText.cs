using System.Collections.Immutable;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Codesign;
using CycleSim.Studies.Reports;
using CycleSim.Terminal;

namespace CycleSim.Cli.Output;

/// <summary>What `cyclesim codesign` prints.</summary>
internal static class CodesignTablesText
{
    internal static void Print(CodesignResult result)
    {
        ProseText.Print(
            $"{result.Network} on {result.Dataset}, batch {result.Batch}, machine {result.Machine}, "
                + $"{ByteSize.Format(result.CapacityBytes)}; minimum {CodesignTables.Objective(result)}");
        Print(CodesignTables.Choice(result));
        foreach (string line in CodesignTables.Verdicts(result))
            ProseText.Print(line);
        ProseText.Print("\nThe barrier that data need at 300 K, after the code:");
        Print(CodesignTables.Retention(result));
        ProseText.Print($"Claim: \"{result.Claim.Claim}\"");
        Print(CodesignTables.Claim(result));
        ProseText.Print("Assumptions:");
        foreach (string assumption in result.Assumptions)
            ProseText.Print($"- {assumption}");
    }

    private static void Print(ReportTable table)
    {
        var text = new TextTable([.. table.Columns.Select((column, index) => (column, index > 0))]);
        foreach (ImmutableArray<string> row in table.Rows)
            text.Add([.. row]);
        text.Print();
    }
}
