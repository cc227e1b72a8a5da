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

    /// <summary>The order of requests; each command says which one counts without the option.</summary>
    internal static readonly ChoiceOption<RequestOrder> Order = new OptionSpec(
        "--order", "Order of requests whose times go back, which are refused otherwise")
        .Choice<RequestOrder>(
            new("time", RequestOrder.Time, "sorted by time"),
            new("file", RequestOrder.File, "as they stand, each no earlier than its time; what policy dramsim3 does without this option"));

    /// <summary>In what format requests of other programs are; null for what the file looks like.</summary>
    internal static readonly ChoiceOption<RequestFormat?> Format = new OptionSpec(
        "--format", "Format of the requests that are read; without it what the file looks like")
    {
        Since = "0.2",
    }.Choice<RequestFormat?>(
        [.. Enum.GetValues<RequestFormat>().Select(format => new OptionChoice<RequestFormat?>(RequestFormats.NameOf(format), format))]);

    /// <summary>Reads a trace of another tool, and says on standard error what was done to its requests.</summary>
    /// <exception cref="InputException">The file is missing or a request is wrong.</exception>
    internal static ForeignRequests Read(string path, DramSpec part, RequestOrder order, RequestFormat? format = null)
    {
        ForeignRequests requests = TraceArguments.Guard(path, () => ForeignRequests.Read(path, part, order, format));
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
