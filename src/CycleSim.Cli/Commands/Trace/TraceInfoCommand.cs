using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CycleSim.Cli.Arguments;
using CycleSim.Configuration.Text;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Traces;
using CycleSim.Traces.Format;
using CycleSim.Traces.Tools;

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
        output.Print(() => JsonOutput.Indented(json => WriteJson(json, file, components)), () => Print(file, components));
        return ExitCode.Done;
    }

    private static IEnumerable<(string Name, string Value)> Metadata(TraceFile file)
    {
        Header header = file.Header;
        yield return ("network", header.Network);
        yield return ("batch", Invariant($"{header.Batch}"));
        yield return ("machine", header.Machine);
        yield return ("memory", header.Memory);
        yield return ("capacity_bytes", Invariant($"{header.CapacityBytes}"));
        yield return ("dram", header.MachineValues?.Dram?.Name ?? "");
        yield return ("seed", Invariant($"{header.Seed}"));
        yield return ("tool_version", header.ToolVersion);
        yield return ("clock_period_ps", Invariant($"{header.ClockPeriodPs}"));
        yield return ("dram_clock_period_ps", Invariant($"{header.DramClockPeriodPs}"));
        yield return ("operations", Invariant($"{header.Operations.Count}"));
        yield return ("tensors", Invariant($"{header.Tensors.Count}"));
        yield return ("cycles", Invariant($"{file.EndCycle}"));
        yield return ("chunks", Invariant($"{file.Chunks.Count}"));
        yield return ("file_bytes", Invariant($"{file.Bytes}"));
        if (file.End.Salvaged)
            yield return ("complete_to_ps", file.End.HasCompletePs
                ? Invariant($"{file.End.CompletePs}") : TraceArguments.UnknownCompletePs);
        yield return ("content", file.End.Salvaged ? "salvaged from a damaged trace"
            : header.Selection is { } part ? Describe(part) : "the whole run");
    }

    private static string Describe(Selection part) => Invariant(
        $"cycles {part.FromCycle} to {(part.ToCycle > long.MaxValue / 2 ? "the end" : Invariant($"{part.ToCycle}"))}; ") +
        string.Join(", ", part.Components.Select(component => TraceNames.Of((TraceComponent)component)));

    private static void Print(TraceFile file, IReadOnlyList<ComponentSummary> components)
    {
        foreach ((string name, string value) in Metadata(file))
            Console.WriteLine($"{name,-22}{value}");
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

    private static void WriteJson(Utf8JsonWriter json, TraceFile file, IReadOnlyList<ComponentSummary> components)
    {
        json.WriteStartObject();
        foreach ((string name, string value) in Metadata(file))
        {
            if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                json.WriteNumber(name, number);
            else
                json.WriteString(name, value);
        }

        json.WriteStartObject("components");
        foreach (ComponentSummary component in components)
            Write(json, component);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ComponentSummary component)
    {
        json.WriteStartObject(TraceNames.Of(component.Component));
        json.WriteNumber("events", component.Events);
        json.WriteNumber("records", component.Records);
        json.WriteNumber("reads", component.Reads);
        json.WriteNumber("writes", component.Writes);
        json.WriteNumber("bytes", component.Bytes);
        json.WriteNumber("waited", component.Waiting);
        json.WriteNumber("waited_cycles", component.WaitedCycles);
        json.WriteNumber("first_ps", component.FirstPs);
        json.WriteNumber("last_ps", component.LastPs);
        json.WriteStartArray("histogram");
        foreach (long count in component.Histogram)
            json.WriteNumberValue(count);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string N(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
