using CycleSim.Dram.Requests;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// Decides whose request enters a channel next. DMA engine and ports take turns while both have a request; the ports' requests enter in
/// the order in which they were made. The choice depends only on what has arrived and on who was last, so it does not matter how far DRAM
/// works ahead at a time.
/// </summary>
internal sealed class DramArbiter
{
    private readonly Queue<PortRequest> _waiting = new();
    private readonly Dictionary<long, PortRequest?> _reading = [];
    private readonly Action<PortRequest, long> _portDone;
    private readonly Action _transferDone;
    private SharedTransfer? _transfer;
    private long _accepted;
    private bool _wasPort;
    private bool _isPort;
    private DramRequest _next;

    /// <summary>Makes an arbiter without requests.</summary>
    /// <param name="portDone">Told of a port's request that is done, and of the DRAM cycle after its last data.</param>
    /// <param name="transferDone">Told when the transfer's part in this channel is done.</param>
    internal DramArbiter(Action<PortRequest, long> portDone, Action transferDone)
    {
        _portDone = portDone;
        _transferDone = transferDone;
    }

    /// <summary>The DMA engine moves bursts of this channel.</summary>
    internal bool HasTransfer => _transfer is not null;

    /// <summary>A transfer of the DMA engine waits only for what it wrote to leave the write buffer.</summary>
    internal bool NeedsWrites => _transfer is { HasNext: false, HasUnwritten: true };

    /// <summary>DRAM cycle after the last data of the last transfer in this channel.</summary>
    internal long TransferEnd { get; private set; }

    /// <summary>Nothing waits, and nobody waits for data.</summary>
    internal bool IsIdle => _transfer is null && _waiting.Count == 0 && _reading.Count == 0;

    /// <summary>A port makes a request.</summary>
    internal void Add(in PortRequest request) => _waiting.Enqueue(request);

    /// <summary>The DMA engine starts a transfer.</summary>
    internal void Start(SharedTransfer transfer) => _transfer = transfer;

    /// <inheritdoc cref="IDramClients.TryPeek" />
    internal bool TryPeek(long cycle, out DramRequest request, out long nextArrival)
    {
        nextArrival = long.MaxValue;
        bool hasPort = HasArrived(_waiting.TryPeek(out PortRequest port), port.Request, cycle, ref nextArrival);
        DramRequest transfer = default;
        bool hasTransfer = HasArrived(_transfer?.TryPeek(out transfer) == true, transfer, cycle, ref nextArrival);
        _isPort = hasPort && (!hasTransfer || !_wasPort);
        _next = request = _isPort ? port.Request : transfer;
        return hasPort || hasTransfer;
    }

    /// <summary>The request that <see cref="TryPeek"/> gave has entered.</summary>
    /// <param name="cycle">Cycle of acceptance.</param>
    internal void Accepted(long cycle)
    {
        PortRequest? port = _isPort ? _waiting.Dequeue() : null;
        _wasPort = _isPort;
        if (!_next.IsWrite)
            _reading.Add(_accepted, port);
        else if (port is not null) // Writes are posted: the port does not wait for the command.
            _portDone(port.Value, cycle + 1);
        if (port is null)
            _transfer!.Accepted(_next, cycle);
        _accepted++;
    }

    /// <summary>A request is done; a write was reported when it entered.</summary>
    internal void Done(long index, long cycle)
    {
        if (!_reading.Remove(index, out PortRequest? port))
            return;
        if (port is not null)
            _portDone(port.Value, cycle);
        else
            _transfer!.Read(cycle);
        CheckTransfer();
    }

    /// <summary>The write command of a burst has been issued.</summary>
    internal void Written(long burst, long cycle)
    {
        _transfer?.Written(burst, cycle);
        CheckTransfer();
    }

    private void CheckTransfer()
    {
        if (_transfer is not { IsDone: true } done)
            return;
        _transfer = null;
        TransferEnd = done.DataEnd;
        _transferDone();
    }

    private static bool HasArrived(bool exists, in DramRequest request, long cycle, ref long nextArrival)
    {
        if (!exists || request.Cycle <= cycle)
            return exists;
        nextArrival = Math.Min(nextArrival, request.Cycle);
        return false;
    }
}
