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

    internal RequestInput(string path, RequestFormat? format, DramSpec part, RequestOrder order) =>
        (_path, _format, _part, _order) = (path, format, part, order);

    /// <summary>Index in the file of each request; null when they enter in the order of the file.</summary>
    internal int[]? FileIndex { get; private set; }

    /// <summary>What the report says of the trace itself.</summary>
    internal IEnumerable<(string Name, object? Value)> Columns { get; private set; } = [];

    /// <summary>Uses the requests, then says on standard error what was done to them.</summary>
    /// <exception cref="InputException">The file is missing or a request is wrong.</exception>
    internal void Use(Action<IRequestSource> use) => TraceArguments.Guard(_path, () =>
    {
        using RequestTraceReader reader = RequestStream.Open(_path, _format, _part, _order, readsPipesOnce: true);
        // Times of packets count from the earliest one, wherever it stands.
        bool needsAll = _order == RequestOrder.Time || (_order == RequestOrder.File && reader.Format == RequestFormat.Gem5);
        if (needsAll)
            UseAll(reader, use);
        else
            UseStream(reader, use);
        return true;
    });

    private void UseStream(RequestTraceReader reader, Action<IRequestSource> use)
    {
        var stream = new RequestStream(reader, _part);
        use(stream);
        RequestArguments.Say(_path, _part, reader.LeftOut, stream.Unaligned, reader.Backwards, isSorted: false);
        Columns = RequestArguments.Columns(stream.Unaligned, reader.LeftOut.Values.Sum());
    }

    private void UseAll(RequestTraceReader reader, Action<IRequestSource> use)
    {
        var requests = ForeignRequests.Read(reader, _part, _order);
        FileIndex = requests.List.FileIndex;
        use(new RequestArray(requests.List.Requests));
        RequestArguments.Say(
            _path, _part, requests.LeftOut, requests.List.Unaligned, requests.List.Backwards, isSorted: FileIndex is not null);
        Columns = RequestArguments.Columns(requests);
    }
}
