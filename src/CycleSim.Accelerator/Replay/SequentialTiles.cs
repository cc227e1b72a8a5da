using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Steps;
using CycleSim.Traces;

namespace CycleSim.Accelerator.Replay;

/// <summary>
/// Tiles of a run in which nothing overlaps: phases stand in program order, so a tile is the loads up to a computation, the computation,
/// and the stores up to what follows.
/// </summary>
internal sealed class SequentialTiles : IRecordedTiles, IDisposable
{
    private readonly TraceFile _file;
    private readonly RecordedPhases _phases;
    private readonly IEnumerator<TracePhase> _left;
    private readonly IEnumerator<TraceTransfer> _transfers;
    private TraceTransfer? _next;
    private bool _more;

    /// <summary>Starts with the first phase.</summary>
    internal SequentialTiles(TraceFile file, RecordedPhases phases)
    {
        (_file, _phases) = (file, phases);
        _left = file.Phases(0, long.MaxValue).GetEnumerator();
        _transfers = file.Transfers(0, long.MaxValue).GetEnumerator();
        _more = _left.MoveNext();
    }

    /// <inheritdoc />
    public IEnumerable<StepTile> Of(int operation)
    {
        while (_more && _left.Current.Operation == operation)
            yield return Next(operation);
    }

    /// <inheritdoc />
    public void CheckEnd()
    {
        if (_more)
            throw new TraceFormatException($"{_file.Name}: phases do not stand in the order of operations");
        if (_transfers.MoveNext())
            throw new TraceFormatException($"{_file.Name}: has more transfers than DRAM phases");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _left.Dispose();
        _transfers.Dispose();
    }

    private StepTile Next(int operation)
    {
        var loads = new List<DmaDescriptor>();
        while (IsDram(operation) && TryTake(operation, isWrite: false) is { } load)
            loads.Add(load);
        Func<LanePhase>? computation = null;
        if (_more && _left.Current.Operation == operation && _left.Current.Kind != TracePhaseKind.Dram)
        {
            TracePhase phase = _left.Current;
            computation = () => _phases.Start(phase);
            _more = _left.MoveNext();
        }

        var stores = new List<DmaDescriptor>();
        while (IsDram(operation) && TryTake(operation, isWrite: true) is { } store)
            stores.Add(store);
        return new StepTile(operation, new TileLoads(loads, [], []), null, stores) { MakePhase = computation };
    }

    private bool IsDram(int operation) => _more && _left.Current.Operation == operation && _left.Current.Kind == TracePhaseKind.Dram;

    /// <summary>The transfer of the DRAM phase that comes next, if it has the direction that is asked for.</summary>
    private DmaDescriptor? TryTake(int operation, bool isWrite)
    {
        if (_next is null && !_transfers.MoveNext())
            throw new TraceFormatException($"{_file.Name}: has fewer transfers than DRAM phases");
        TraceTransfer transfer = _next ?? _transfers.Current;
        _next = transfer;
        if (transfer.IsWrite != isWrite)
            return null;
        _next = null;
        _more = _left.MoveNext();
        return RecordedTransfers.DescriptorOf(operation, transfer);
    }
}
