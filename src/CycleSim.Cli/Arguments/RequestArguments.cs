using CycleSim.Accelerator.Replay;
using CycleSim.Dram;
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

    /// <summary>Reads requests of any format, and says on standard error what was done to them.</summary>
    /// <exception cref="InputException">The file is missing or a request is wrong.</exception>
    internal static ForeignRequests Read(string path, DramSpec part, string? order, RequestOrder otherwise, string? format = null)
    {
        RequestFormat? named = format is null ? null : RequestFormats.Parse(format);
        RequestOrder wanted = order switch
        {
            null => otherwise,
            "file" => RequestOrder.File,
            "time" => RequestOrder.Time,
            _ => throw new InputException($"--order {order}: allowed are time and file"),
        };
        ForeignRequests requests = TraceArguments.Guard(path, () => ForeignRequests.Read(path, part, wanted, named));
        RequestList list = requests.List;
        string name = InputFile.NameOf(path);
        if (requests.LeftOutPackets > 0)
            Say($"{name}: packets that move no data, left out: {requests.LeftOutNames}");
        if (list.Unaligned > 0)
        {
            string unaligned = FormattableString.Invariant($"requests that do not start and end with a burst of {part.BurstBytes} bytes");
            Say($"{name}: {unaligned}: {list.Unaligned}; bursts are moved whole");
        }

        if (list.Backwards > 0)
        {
            string done = list.FileIndex is null ? "all enter in the order of the file" : "all are sorted by time";
            Say($"{name}: requests with a time before an earlier one: {list.Backwards}; {done}");
        }

        return requests;
    }

    /// <summary>What the report says of the trace itself.</summary>
    internal static IEnumerable<(string Name, object? Value)> Columns(ForeignRequests requests) =>
        [("unaligned_requests", requests.List.Unaligned), ("left_out_packets", requests.LeftOutPackets)];

    private static void Say(FormattableString text) => Console.Error.WriteLine(FormattableString.Invariant(text));
}
