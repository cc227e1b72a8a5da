using CycleSim.Accelerator.Replay;
using CycleSim.Dram.Parts;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Terminal.Options;
using CycleSim.Traces.Requests;

namespace CycleSim.Cli.Arguments;

/// <summary>DRAM requests of other programs: what the commands that read them share.</summary>
internal static class RequestArguments
{
    internal const string DefaultPart = "ddr3-1600-4gb-x8-1rank";

    internal static readonly OptionSpec Order = new(
        "--order",
        "Order of requests whose times go back, which are refused otherwise. time: sorted by time; file: as they stand, each no earlier " +
        "than its time " +
        "(what policy dramsim3 does without this option)")
    {
        ValueForm = "NAME",
    };

    /// <summary>In what format requests of other programs are.</summary>
    internal static readonly OptionSpec Format = TraceArguments.Format with
    {
        Meaning = $"Format of the requests, {RequestFormats.Names}; without it what the file looks like",
    };

    /// <summary>The format of an option's value; null without one.</summary>
    internal static RequestFormat? FormatOf(string? name) => name is null ? null : RequestFormats.Parse(name);

    /// <summary>The order of an option's value.</summary>
    internal static RequestOrder OrderOf(string? order, RequestOrder otherwise) => order switch
    {
        null => otherwise,
        "file" => RequestOrder.File,
        "time" => RequestOrder.Time,
        _ => throw new InputException($"--order {order}: allowed are time and file"),
    };

    /// <summary>Reads a trace of another tool, and says on standard error what was done to its requests.</summary>
    /// <exception cref="InputException">The file is missing or a request is wrong.</exception>
    internal static ForeignRequests Read(string path, DramSpec part, string? order, RequestOrder otherwise, string? format = null)
    {
        RequestOrder wanted = OrderOf(order, otherwise);
        ForeignRequests requests = TraceArguments.Guard(path, () => ForeignRequests.Read(path, part, wanted, FormatOf(format)));
        RequestList list = requests.List;
        Say(path, part, requests.LeftOut, list.Unaligned, list.Backwards, isSorted: list.FileIndex is not null);
        return requests;
    }

    /// <summary>Says on standard error what was done to the requests of a trace.</summary>
    internal static void Say(
        string path, DramSpec part, IReadOnlyDictionary<string, long> leftOut, long unaligned, long backwards, bool isSorted)
    {
        string name = InputFile.NameOf(path);
        if (leftOut.Count > 0)
            Say($"{name}: packets that move no data, left out: {string.Join(", ", leftOut.Select(other => $"{other.Value} {other.Key}"))}");
        if (unaligned > 0)
        {
            string what = FormattableString.Invariant($"requests that do not start and end with a burst of {part.BurstBytes} bytes");
            Say($"{name}: {what}: {unaligned}; bursts are moved whole");
        }

        if (backwards > 0)
        {
            string done = isSorted ? "all are sorted by time" : "all enter in the order of the file";
            Say($"{name}: requests with a time before an earlier one: {backwards}; {done}");
        }
    }

    /// <summary>What the report says of the trace itself.</summary>
    internal static IEnumerable<(string Name, object? Value)> Columns(ForeignRequests requests) =>
        Columns(requests.List.Unaligned, requests.LeftOutPackets);

    /// <summary>What the report says of the trace itself.</summary>
    internal static IEnumerable<(string Name, object? Value)> Columns(long unaligned, long leftOutPackets) =>
        [("unaligned_requests", unaligned), ("left_out_packets", leftOutPackets)];

    private static void Say(FormattableString text) => Console.Error.WriteLine(FormattableString.Invariant(text));
}
