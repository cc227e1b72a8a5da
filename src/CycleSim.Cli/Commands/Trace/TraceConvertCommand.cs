using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using CycleSim.Accelerator.Replay;
using CycleSim.Cli.Arguments;
using CycleSim.Dram.Parts;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;
using CycleSim.Traces;
using CycleSim.Traces.Export;
using CycleSim.Traces.Requests;

namespace CycleSim.Cli.Commands.Trace;

/// <summary>`cyclesim trace convert`: a trace for other programs, or another program's trace as requests.</summary>
internal static class TraceConvertCommand
{
    private static readonly Target Csv = new(WriteCsv);

    private static readonly ImmutableArray<OptionChoice<Target>> Targets =
    [
        new("perfetto", new Target(PerfettoExport.Write, Counts: "slices")),
        new("gem5", new Target(
            (stream, file, window) => Gem5Trace.Write(stream, $"cyclesim {file.Header.Network}", Gem5Trace.Requests(file, window)),
            Components: "commands")),
        new("csv", Csv),
        new("parquet", new Target(
            (stream, file, window) => ParquetExport.Write(stream, file.Header, new TraceRows(file).Within(window)))),
    ];

    private static readonly string[] Names = [.. Targets.Select(target => target.Name)];

    private static readonly Argument<string> File = TraceArguments.File("A .cst trace, or a gem5 packet trace (plain or gzip)");
    private static readonly ChoiceOption<Target> Format = (TraceArguments.Format with
    {
        FormerNames = [new("--to", AppliesTo: Names.Contains)],
    }).RequiredChoice(Targets);

    private static readonly Option<string> Out = SharedOptions.Out.Required<string>();
    private static readonly Option<string?> From = (CommandOptions.FromTime with { FormerNames = [new("--begin")] }).Optional<string?>();
    private static readonly Option<string?> To =
        (CommandOptions.ToTime with { FormerNames = [new("--end"), new("--until")] }).Optional<string?>();

    private static readonly Option<string?> Components = TraceArguments.ComponentList.Optional<string?>();

    private static readonly Option<string?> Part = CommandOptions.Dram.Optional<string?>();

    internal static Command Create()
    {
        var command = new Command(
            "convert",
            $"Write a trace, or a window of it, for other programs: {string.Join(", ", Names)}.\n\n" +
            "perfetto  opens in Perfetto's viewer: tracks for layers, array, transfers, banks and DRAM, curves for occupancy and " +
            "bandwidth\n" +
            "gem5      a packet trace: the requests with their DRAM addresses, ticks of 1 ps; without --components those of the DRAM " +
            "bursts\n" +
            "csv, parquet  a table of every record\n\n" +
            "A gem5 packet trace becomes csv: DRAM requests cycle,op,addr, for `cyclesim dram`, in clock cycles and bursts of --dram\n" +
            $"(without it {RequestArguments.DefaultPart}).\n" +
            "All commands that move data are reads or writes of their kind; the others are listed by name and count.\n\n" +
            "Example: cyclesim trace convert step.cst --format perfetto --out step.pftrace --from 0us --to 50us")
        {
            File, Format, Out, From, To, Components, Part, RequestArguments.Order,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        Target target = Format.Of(parsed);
        TraceWindow window = TraceArguments.Window(
            From.Name, parsed.GetValue(From), To.Name, parsed.GetValue(To),
            parsed.GetValue(Components) ?? target.Components);
        string path = parsed.GetRequiredValue(Out);
        OutputFile.Check(path);
        OutputFile.CheckDistinct(path, parsed.GetRequiredValue(File));
        string source = parsed.GetRequiredValue(File);
        if (TraceArguments.Guard(source, () => RequestTrace.IsGem5(source)))
            return ConvertPackets(parsed, source, target, path);
        foreach (Option<string?> option in new[] { Part, RequestArguments.Order })
            if (parsed.GetValue(option) is not null)
                throw new InputException($"{option.Name}: goes with gem5 packet traces");
        using TraceFile file = TraceArguments.Open(source);
        long count = 0;
        OutputFile.WriteAtomically(path, stream => count = target.Write(stream, file, window));
        Console.Error.WriteLine(FormattableString.Invariant($"{path}: {count:N0} {target.Counts}"));
        return ExitCode.Done;
    }

    private static int ConvertPackets(ParseResult parsed, string source, Target target, string path)
    {
        if (target != Csv)
            throw new InputException($"{Format.Name} {Format.NameOf(target)}: a gem5 packet trace becomes csv");
        foreach (Option<string?> option in new[] { From, To, Components })
            if (parsed.GetValue(option) is not null)
                throw new InputException($"{option.Name}: goes with .cst traces; a gem5 packet trace is converted whole");
        DramSpec part = DramLoader.Load(parsed.GetValue(Part) ?? RequestArguments.DefaultPart);
        ForeignRequests trace = RequestArguments.Read(source, part, RequestArguments.Order.Of(parsed, RequestOrder.Checked));
        long count = 0;
        IEnumerable<MemoryRequest> requests = trace.List.Requests
            .Select(request => new MemoryRequest(request.Cycle, request.Address, request.IsWrite));
        OutputFile.WriteAtomically(path, stream => count = RequestCsv.Write(stream, requests));
        Console.Error.WriteLine(FormattableString.Invariant($"{path}: {count:N0} records"));
        return ExitCode.Done;
    }

    private static long WriteCsv(Stream stream, TraceFile file, TraceWindow window)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        return CsvExport.Write(writer, file.Header, new TraceRows(file).Within(window));
    }

    /// <summary>A format that traces are written in.</summary>
    /// <param name="Write">Writes a window of a trace, and returns how much that was.</param>
    /// <param name="Components">Components that are written where none are named; null for all.</param>
    /// <param name="Counts">What the number is of.</param>
    private sealed record Target(
        Func<Stream, TraceFile, TraceWindow, long> Write, string? Components = null, string Counts = "records");
}
