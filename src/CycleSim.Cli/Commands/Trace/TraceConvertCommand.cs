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
    private static readonly Dictionary<string, Func<Stream, TraceFile, TraceWindow, long>> Formats = new()
    {
        ["perfetto"] = PerfettoExport.Write,
        ["gem5"] = (stream, file, window) => Gem5Trace.Write(stream, $"cyclesim {file.Header.Network}", Gem5Trace.Requests(file, window)),
        ["csv"] = WriteCsv,
        ["parquet"] = (stream, file, window) => ParquetExport.Write(stream, file.Header, new TraceRows(file).Within(window)),
    };

    private static readonly string Names = string.Join(", ", Formats.Keys);

    private static readonly Argument<string> File = TraceArguments.File("A .cst trace, or a gem5 packet trace (plain or gzip)");
    private static readonly Option<string> Format =
        (TraceArguments.Format with
        {
            Meaning = "Format to write",
            ValueForm = string.Join('|', Formats.Keys),
            FormerNames = [new("--to", AppliesTo: Formats.ContainsKey)],
        }).Required<string>();

    private static readonly Option<string> Out = SharedOptions.Out.Required<string>();
    private static readonly Option<string?> From = (CommandOptions.FromTime with { FormerNames = [new("--begin")] }).Optional<string?>();
    private static readonly Option<string?> To =
        (CommandOptions.ToTime with { FormerNames = [new("--end"), new("--until")] }).Optional<string?>();

    private static readonly Option<string?> Components = TraceArguments.ComponentList.Optional<string?>();

    private static readonly Option<string?> Part = CommandOptions.Dram.Optional<string?>();

    private static readonly Option<string?> Order = RequestArguments.Order.Optional<string?>();

    internal static Command Create()
    {
        var command = new Command(
            "convert",
            $"Write a trace, or a window of it, for other programs: {Names}.\n\n" +
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
            File, Format, Out, From, To, Components, Part, Order,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string format = parsed.GetRequiredValue(Format);
        if (!Formats.TryGetValue(format, out Func<Stream, TraceFile, TraceWindow, long>? write))
            throw new InputException($"--format {format}: allowed are {Names}");
        TraceWindow window = TraceArguments.Window(
            From.Name, parsed.GetValue(From), To.Name, parsed.GetValue(To),
            parsed.GetValue(Components) ?? (format == "gem5" ? "commands" : null));
        string path = parsed.GetRequiredValue(Out);
        OutputFile.Check(path);
        OutputFile.CheckDistinct(path, parsed.GetRequiredValue(File));
        string source = parsed.GetRequiredValue(File);
        if (TraceArguments.Guard(source, () => Gem5Trace.IsGem5(source)))
            return ConvertPackets(parsed, source, format, path);
        foreach (Option<string?> option in new[] { Part, Order })
            if (parsed.GetValue(option) is not null)
                throw new InputException($"{option.Name}: goes with gem5 packet traces");
        using TraceFile file = TraceArguments.Open(source);
        long count = 0;
        OutputFile.WriteAtomically(path, stream => count = write(stream, file, window));
        Console.Error.WriteLine(FormattableString.Invariant($"{path}: {count:N0} {(format == "perfetto" ? "slices" : "records")}"));
        return ExitCode.Done;
    }

    private static int ConvertPackets(ParseResult parsed, string source, string format, string path)
    {
        if (format != "csv")
            throw new InputException($"--format {format}: a gem5 packet trace becomes csv");
        foreach (Option<string?> option in new[] { From, To, Components })
            if (parsed.GetValue(option) is not null)
                throw new InputException($"{option.Name}: goes with .cst traces; a gem5 packet trace is converted whole");
        DramSpec part = DramLoader.Load(parsed.GetValue(Part) ?? RequestArguments.DefaultPart);
        ForeignRequests trace = RequestArguments.Read(source, part, parsed.GetValue(Order), RequestOrder.Checked);
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
}
