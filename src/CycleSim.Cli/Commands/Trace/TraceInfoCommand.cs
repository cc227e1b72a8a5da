using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Text;
using CycleSim.Platform.Processes;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Traces;
using CycleSim.Traces.Analysis;
using CycleSim.Traces.Format;

namespace CycleSim.Cli.Commands.Trace;

/// <summary>`cyclesim trace info`: metadata, time span and totals by component.</summary>
internal static class TraceInfoCommand
{
    private const int Bins = 48;
    private const string Levels = " .:-=+*#%@";

    private static readonly Argument<string> File = TraceArguments.File();

    private static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    internal static Command Create()
    {
        var command = new Command(
            "info",
            "What was traced, its time span, and totals by component with a histogram over time.\n\nExample: cyclesim trace info step.cst")
        {
            File, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, Json, parsed.GetRequiredValue(File));
        using TraceFile file = TraceArguments.Open(parsed.GetRequiredValue(File));
        IReadOnlyList<ComponentSummary> components = TraceSummary.Of(file, Bins);
        TraceInfo info = Info(file, components);
        output.Print(() => JsonSerializer.Serialize(info, ResultContext.Default.TraceInfo), () => Print(info, components));
        return ExitCode.Done;
    }

    private static TraceInfo Info(TraceFile file, IReadOnlyList<ComponentSummary> components)
    {
        Header header = file.Header;
        return new()
        {
            Network = header.Network,
            Batch = header.Batch,
            Machine = header.Machine,
            Memory = header.Memory,
            CapacityBytes = header.CapacityBytes,
            Dram = header.MachineValues is { IdealDram: not null } ? "ideal" : header.MachineValues?.Dram?.Name ?? "",
            Residency = TraceMachines.HasTiles(header) ? TraceMachines.Tiled : null,
            Ordering = TraceMachines.HasOverlap(header) ? TraceMachines.Overlapped : null,
            DramChannels = header.DramChannels > 1 ? header.DramChannels : null,
            DramBankGroups = header.DramBankGroups > 1 ? header.DramBankGroups : null,
            Seed = header.Seed,
            ToolVersion = header.ToolVersion,
            ClockPeriodPs = header.ClockPeriodPs,
            DramClockPeriodPs = header.DramClockPeriodPs,
            Operations = header.Operations.Count,
            Tensors = header.Tensors.Count,
            Cycles = file.EndCycle,
            Chunks = file.Chunks.Count,
            FileBytes = file.Bytes,
            CompleteToPs = file.End.Salvaged ? CompleteTo(file.End) : null,
            Content = file.End.Salvaged ? "salvaged from a damaged trace"
                : header.Selection is { } part ? Describe(part) : "the whole run",
            Components = components.ToDictionary(component => TraceNames.Of(component.Component), summary => new TracedComponent(summary)),
        };
    }

    private static JsonValue CompleteTo(End end) =>
        end.HasCompletePs ? JsonValue.Create(end.CompletePs) : JsonValue.Create(TraceArguments.UnknownCompletePs);

    private static string Describe(Selection part) => Invariant(
        $"cycles {part.FromCycle} to {(part.ToCycle > long.MaxValue / 2 ? "the end" : Invariant($"{part.ToCycle}"))}; ") +
        string.Join(", ", part.Components.Select(component => TraceNames.Of((TraceComponent)component)));

    private static void Print(TraceInfo info, IReadOnlyList<ComponentSummary> components)
    {
        // Names and values are those of the JSON, but for what the table below says.
        JsonElement values = JsonSerializer.SerializeToElement(info, ResultContext.Default.TraceInfo);
        foreach (JsonProperty property in values.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Object))
            Console.WriteLine($"{property.Name,-22}{property.Value}");
        var table = new TextTable(
            ("component", false), ("events", true), ("records", true), ("reads", true), ("writes", true), ("bytes", true), ("waited", true),
            ("cycles waited", true), ("first", true), ("last", true), ($"events over time ({Bins} bins)", false));
        foreach (ComponentSummary c in components)
        {
            table.Add(
                TraceNames.Of(c.Component), N(c.Events), N(c.Records), N(c.Reads), N(c.Writes), N(c.Bytes), N(c.Waiting), N(c.WaitedCycles),
                TimeText.Format(c.FirstPs), TimeText.Format(c.LastPs), $"|{Bars(c.Histogram)}|");
        }

        table.Print();
    }

    /// <summary>Ten levels from nothing to the fullest bin; a bin that has anything never looks empty.</summary>
    private static string Bars(IReadOnlyList<long> histogram)
    {
        long highest = Math.Max(1, histogram.Max());
        return string.Concat(
            histogram.Select(count => count == 0 ? Levels[0] : Levels[1 + (int)((Levels.Length - 2) * (double)count / highest)]));
    }

    private static string N(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
