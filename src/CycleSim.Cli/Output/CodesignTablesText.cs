using CycleSim.Configuration.Text;
using CycleSim.Studies.Codesign;
using CycleSim.Terminal;

namespace CycleSim.Cli.Output;

/// <summary>What `cyclesim codesign` prints.</summary>
internal static class CodesignTablesText
{
    internal static void Print(CodesignResult result)
    {
        Console.Out.WriteLine(
            $"{result.Network} on {result.Dataset}, batch {result.Batch}, machine {result.Machine}, "
                + $"{ByteSize.Format(result.CapacityBytes)}; minimum {CodesignTables.Objective(result)}");
        Print(CodesignTables.Choice(result));
        foreach (string line in CodesignTables.Verdicts(result))
            Console.Out.WriteLine(line);
        Console.Out.WriteLine("\nThe barrier that data need at 300 K, after the code:");
        Print(CodesignTables.Retention(result));
        Console.Out.WriteLine($"Claim: \"{result.Claim.Claim}\"");
        Print(CodesignTables.Claim(result));
        Console.Out.WriteLine("Assumptions:");
        foreach (string assumption in result.Assumptions)
            Console.Out.WriteLine($"- {assumption}");
    }

    private static void Print(CodesignTable table)
    {
        var text = new TextTable([.. table.Columns.Select((column, index) => (column, index > 0))]);
        foreach (IReadOnlyList<string> row in table.Rows)
            text.Add([.. row]);
        text.Print();
    }
}
