using CycleSim.Accelerator.Replay;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Replay;
using CycleSim.Dram.Requests;
using CycleSim.Platform;
using CycleSim.Traces.Requests;

namespace CycleSim.Cli.Arguments;

/// <summary>
/// The requests of a trace, read while they are used. Only an order by time, or times of packets that go back, need them all.
/// </summary>
internal sealed class RequestInput
{
    private readonly string _path;
    private readonly RequestFormat? _format;
    private readonly DramSpec _part;
    private readonly RequestOrder _order;

    internal RequestInput(string path, RequestFormat? format, DramSpec part, string? order, RequestOrder otherwise)
    {
        (_path, _format, _part) = (path, format, part);
        _order = RequestArguments.OrderOf(order, otherwise);
    }

    /// <summary>Index in the file of each request; null when they enter in the order of the file.</summary>
    internal int[]? FileIndex { get; private set; }

    /// <summary>What the report says of the trace itself.</summary>
    internal IEnumerable<(string Name, object? Value)> Columns { get; private set; } = [];

    /// <summary>Uses the requests, then says on standard error what was done to them.</summary>
    /// <exception cref="InputException">The file is missing or a request is wrong.</exception>
    internal void Use(Action<IRequestSource> use) => TraceArguments.Guard(_path, () =>
    {
        if (_order == RequestOrder.Time)
        {
            UseAll(use);
            return true;
        }

        using var stream = RequestStream.Open(_path, _format, _part, _order);
        if (stream.Format == RequestFormat.Gem5 && _order == RequestOrder.File)
        {
            UseAll(use); // times count from the earliest packet, wherever it stands
            return true;
        }

        use(stream);
        RequestArguments.Say(_path, _part, stream.LeftOut, stream.Unaligned, stream.Backwards, isSorted: false);
        Columns = RequestArguments.Columns(stream.Unaligned, stream.LeftOut.Values.Sum());
        return true;
    });

    private void UseAll(Action<IRequestSource> use)
    {
        var requests = ForeignRequests.Read(_path, _part, _order, _format);
        FileIndex = requests.List.FileIndex;
        use(new RequestArray(requests.List.Requests));
        RequestArguments.Say(
            _path, _part, requests.LeftOut, requests.List.Unaligned, requests.List.Backwards, isSorted: FileIndex is not null);
        Columns = RequestArguments.Columns(requests);
    }
}
