using System.CommandLine;
using System.Globalization;
using CycleSim.Cli.Arguments;
using CycleSim.Platform.Processes;
using CycleSim.Terminal;
using CycleSim.Traces;
using CycleSim.Traces.Analysis;

namespace CycleSim.Cli.Commands.Trace;

/// <summary>`cyclesim trace diff`: where two traces part.</summary>
internal static class TraceDiffCommand
{
    private static readonly Argument<string> First = new("a") { Description = "A .cst trace" };

    private static readonly Argument<string> Second = new("b") { Description = "The .cst trace to compare it with" };

    internal static Command Create()
    {
        var command = new Command(
            "diff",
            "Compare two traces, header and every field of every event. Exit code 0 when they hold the same, 1 when not.\n\nExample: " +
            "cyclesim trace diff before.cst after.cst")
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
        IReadOnlyList<(string Field, string First, string Second)> fields = TraceComparison.Headers(first.Header, second.Header);
        foreach ((string field, string a, string b) in fields)
            ProseText.Print($"header {field}: {a} | {b}");
        IReadOnlyList<TraceDifference> differences = TraceComparison.Events(first, second);
        foreach (TraceDifference difference in differences)
            Print(difference);
        string events = differences.Count == 0 ? "same events" : $"events of {differences.Count} components differ";
        ProseText.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"{events}; {(fields.Count == 0 ? "same header" : $"{fields.Count} fields of the header differ")}; {first.EndCycle} | " +
            $"{second.EndCycle} cycles"));
        return differences.Count + fields.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Print(TraceDifference difference)
    {
        string component = TraceNames.Of(difference.Component);
        ProseText.Print(FormattableString.Invariant(
            $"{component}: {difference.FirstCount} | {difference.SecondCount} events; the first difference is number {difference.Index}:"));
        ProseText.Print($"  a: {difference.First ?? "(no more)"}");
        ProseText.Print($"  b: {difference.Second ?? "(no more)"}");
    }
}
