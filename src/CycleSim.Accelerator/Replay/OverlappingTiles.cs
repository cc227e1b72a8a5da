using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Steps;
using CycleSim.Traces;

namespace CycleSim.Accelerator.Replay;

/// <summary>
/// Tiles of a run in which they overlap: computations stand in program order, one for each tile, and each transfer names its tile. How many
/// a tile has is counted first, so that a tile is complete once so many were read; only transfers that other tiles came before wait.
/// </summary>
internal sealed class OverlappingTiles : IRecordedTiles, IDisposable
{
    private readonly TraceFile _file;
    private readonly RecordedPhases _phases;
    private readonly IEnumerator<TracePhase> _computations;
    private readonly IEnumerator<TraceTransfer> _transfers;
    private readonly Dictionary<long, int> _left = [];
    private readonly Dictionary<long, List<TraceTransfer>> _waiting = [];
    private bool _more;
    private long _number;

    /// <summary>Counts the transfers and starts with the first computation.</summary>
    internal OverlappingTiles(TraceFile file, RecordedPhases phases, CancellationToken cancellation)
    {
        (_file, _phases) = (file, phases);
        foreach (TraceTransfer transfer in file.Transfers(0, long.MaxValue))
        {
            cancellation.ThrowIfCancellationRequested();
            if (transfer.Tile < 0)
            {
                throw new TraceFormatException(
                    $"{file.Name}: {RecordedPhases.Old} the tile of each transfer; record it again (open loop works)");
            }

            _left[transfer.Tile] = _left.GetValueOrDefault(transfer.Tile) + 1;
        }

        _computations = file.Phases(0, long.MaxValue).Where(phase => phase.Kind != TracePhaseKind.Dram).GetEnumerator();
        _transfers = file.Transfers(0, long.MaxValue).GetEnumerator();
        _more = _computations.MoveNext();
    }

    /// <inheritdoc />
    public IEnumerable<StepTile> Of(int operation)
    {
        for (; _more && _computations.Current.Operation == operation; _more = _computations.MoveNext(), _number++)
            yield return Tile(operation, _computations.Current);
        _number++; // the tile that ends the operation
    }

    /// <inheritdoc />
    public void CheckEnd()
    {
        if (_more)
            throw new TraceFormatException($"{_file.Name}: computations do not stand in the order of operations");
        if (_left.Count > 0)
            throw new TraceFormatException($"{_file.Name}: has a transfer of tile {_left.Keys.Min()}, which no computation is of");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _computations.Dispose();
        _transfers.Dispose();
    }

    private StepTile Tile(int operation, TracePhase computation)
    {
        List<TraceTransfer> own = Take(_number);
        if (own.Exists(transfer => transfer.Operation != operation))
            throw new TraceFormatException($"{_file.Name}: a transfer of tile {_number} is of another operation than its computation");
        var loads = new TileLoads(
            Of(own, operation, DmaKind.LoadA), Of(own, operation, DmaKind.LoadB), Of(own, operation, DmaKind.LoadC));
        return new StepTile(operation, loads, null, Of(own, operation, DmaKind.Store))
        {
            MakePhase = () => _phases.Start(computation),
            HalvesKey = HalvesKeyOf(operation, computation),
            IsTransfer = own.Exists(transfer => transfer.IsOfWholeTensor),
        };
    }

    private int HalvesKeyOf(int operation, in TracePhase computation) =>
        computation.Kind == TracePhaseKind.Array && operation < _file.Header.Operations.Count
            ? (int)_file.Header.Operations[operation].HalvesKey
            : 0;

    private List<TraceTransfer> Take(long tile)
    {
        List<TraceTransfer> own = _waiting.Remove(tile, out List<TraceTransfer>? waiting) ? waiting : [];
        _left.Remove(tile, out int count);
        while (own.Count < count && _transfers.MoveNext())
        {
            TraceTransfer transfer = _transfers.Current;
            if (transfer.Tile == tile)
                own.Add(transfer);
            else if (_waiting.TryGetValue(transfer.Tile, out waiting))
                waiting.Add(transfer);
            else
                _waiting.Add(transfer.Tile, [transfer]);
        }

        return own;
    }

    private DmaDescriptor[] Of(List<TraceTransfer> own, int operation, DmaKind kind)
    {
        List<TraceTransfer> moved = own.FindAll(transfer => (DmaKind)transfer.Use == kind);
        if (moved.Exists(transfer => transfer.IsWrite != (kind == DmaKind.Store)))
            throw new TraceFormatException($"{_file.Name}: a transfer of tile {_number} goes the other way than its use says");
        return [.. moved.Select(transfer => _phases.DescriptorOf(operation, transfer))];
    }
}
