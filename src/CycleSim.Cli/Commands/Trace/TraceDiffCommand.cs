using System.CommandLine;
using System.Globalization;
using CycleSim.Traces;
using CycleSim.Traces.Export;
using CycleSim.Traces.Tools;

namespace CycleSim.Cli.Commands.Trace;

/// <summary>`cyclesim trace diff`: where two traces part.</summary>
internal static class TraceDiffCommand
{
    private static readonly Argument<string> First = new("a") { Description = "A .cst trace" };

    private static readonly Argument<string> Second = new("b") { Description = "Another" };

    internal static Command Create()
    {
        var command = new Command(
            "diff",
            "Compare two traces event by event. Exit code 0 when they hold the same, 1 when not.\n\nExample: cyclesim trace diff before.cst after.cst")
        {
            First, Second,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using TraceFile first = TraceArguments.Open(parsed.GetRequiredValue(First));
        using TraceFile second = TraceArguments.Open(parsed.GetRequiredValue(Second));
        foreach ((string field, string a, string b) in TraceComparison.Headers(first.Header, second.Header))
            Console.WriteLine($"header {field}: {a} | {b}");
        IReadOnlyList<TraceDifference> differences = TraceComparison.Events(first, second);
        foreach (TraceDifference difference in differences)
            Print(difference, first, second);
        Console.WriteLine(FormattableString.Invariant(
            $"{(differences.Count == 0 ? "same events" : $"{differences.Count} components differ")}; {first.EndCycle} | {second.EndCycle} cycles"));
        return differences.Count == 0 ? CommandLine.Done : CommandLine.Failed;
    }

    private static void Print(TraceDifference difference, TraceFile first, TraceFile second)
    {
        Console.WriteLine(FormattableString.Invariant(
            $"{difference.Component.ToString().ToLowerInvariant()}: {difference.FirstCount} | {difference.SecondCount} events; the first difference is number {difference.Index}:"));
        Console.WriteLine($"  a: {Text(difference.First, first)}");
        Console.WriteLine($"  b: {Text(difference.Second, second)}");
    }

    private static string Text(TraceRow? row, TraceFile file)
    {
        if (row is not { } found)
            return "(no more)";
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        CsvExport.Write(text, file.Header, [found]);
        string[] lines = text.ToString().Split('\n');
        return string.Join(", ", lines[0].Split(',').Zip(lines[1].Split(','))
            .Where(cell => cell.Second.Length > 0).Select(cell => $"{cell.First} {cell.Second}"));
    }
}
