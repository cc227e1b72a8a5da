using CycleSim.Accelerator.Machine;
using CycleSim.Kernel;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// One banked scratchpad. A bank serves one access at a time, first come first served; requests of one cycle are presented in lane
/// order. Because the order is known when a request is made, its service time is exact at once, without an event of its own.
/// </summary>
internal sealed class Scratchpad
{
    private readonly long[] _freeAt;
    private readonly int _lineBytes;
    private readonly Hook<ScratchpadAccess> _accessHook;
    private readonly int _firstBank;
    private readonly WriteAttempts? _attempts;
    private readonly PriorityQueue<DmaBankAccess, (long Cycle, long Number)> _dmaRequests = new();
    private long _dmaNumber;
    private ScratchpadCounts _verified;
    private long _busyUntil;
    private long _lastRequest;
    private long _reads;
    private long _writes;
    private long _writeBytes;
    private long _conflicts;
    private long _conflictWaitCycles;

    /// <summary>Makes an idle scratchpad.</summary>
    /// <param name="role">Which of the three it is.</param>
    /// <param name="spec">Banks, line and initiation interval.</param>
    /// <param name="readCycles">Read latency in core cycles, at least 0.</param>
    /// <param name="writeCycles">Write latency in core cycles, at least 0.</param>
    /// <param name="accessHook">Told of every access.</param>
    /// <param name="firstBank">What observers see as its first bank: 0 unless it is a part of a larger one.</param>
    public Scratchpad(
        TensorRole role, ScratchpadSpec spec, int readCycles, int writeCycles, Hook<ScratchpadAccess> accessHook, int firstBank = 0)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(accessHook);
        Role = role;
        ReadCycles = readCycles;
        WriteCycles = writeCycles;
        ReadBusyCycles = spec.InitiationIntervalCycles ?? readCycles;
        WriteBusyCycles = spec.InitiationIntervalCycles ?? writeCycles;
        _freeAt = new long[spec.Banks];
        _lineBytes = spec.LineBytes;
        _accessHook = accessHook;
        _firstBank = firstBank;
        _attempts = spec.WriteVerify is { } verify ? new WriteAttempts(verify, role, firstBank) : null;
    }

    /// <summary>Which of the three scratchpads.</summary>
    public TensorRole Role { get; }

    /// <summary>Cycles from the start of a read to its data.</summary>
    public int ReadCycles { get; }

    /// <summary>Cycles from the start of a write to its end.</summary>
    public int WriteCycles { get; }

    /// <summary>Cycles a bank is busy with a read.</summary>
    public int ReadBusyCycles { get; }

    /// <summary>Number of banks.</summary>
    internal int Banks => _freeAt.Length;

    /// <summary>What observers see as its first bank: 0 unless it is a part of a larger one.</summary>
    internal int FirstBank => _firstBank;

    /// <summary>Cycles a bank is busy with a write.</summary>
    public int WriteBusyCycles { get; }

    /// <summary>What happened so far.</summary>
    public ScratchpadCounts Counts => new(_reads, _writes, _reads * _lineBytes, _writeBytes, _conflicts, _conflictWaitCycles)
    {
        WriteAttempts = _verified.WriteAttempts,
        RepeatedWriteBytes = _verified.RepeatedWriteBytes,
        VerifyReadBytes = _verified.VerifyReadBytes,
        UnfinishedWrites = _verified.UnfinishedWrites,
    };

    /// <summary>First cycle in which every access requested so far has ended.</summary>
    public long IdleAt { get; internal set; }

    /// <summary>For each bank the first cycle in which it can serve the next access.</summary>
    internal ReadOnlySpan<long> FreeAt => _freeAt;

    /// <summary>First cycle in which every bank can serve an access at once.</summary>
    internal long BusyUntil => _busyUntil;

    /// <summary>Requests a read; returns the cycle in which the data are there, and how long the request waited for its bank.</summary>
    internal long Read(int bank, long cycle, in LineRequest request, out int waited)
    {
        long start = Start(bank, cycle, ReadBusyCycles, out waited);
        _reads++;
        if (_accessHook.IsObserved)
            Observe(AccessKind.Read, start, bank, request, _lineBytes, waited);
        return Done(start + ReadCycles);
    }

    /// <summary>Requests a write; returns the cycle in which it has ended, and how long the request waited for its bank.</summary>
    internal long Write(int bank, long cycle, in LineRequest request, out int waited)
    {
        (int busy, int cycles) = _attempts is null ? (WriteBusyCycles, WriteCycles) : Attempt(request.Bytes);
        long start = Start(bank, cycle, busy, out waited);
        _writes++;
        _writeBytes += request.Bytes;
        if (_accessHook.IsObserved)
            Observe(AccessKind.Write, start, bank, request, request.Bytes, waited);
        return Done(start + cycles);
    }

    /// <summary>The DMA engine will request a line of a bank that lanes use too. At equal times it comes before them.</summary>
    internal void Request(in DmaBankAccess access) => _dmaRequests.Enqueue(access, (access.Cycle, _dmaNumber++));

    /// <summary>
    /// Serves the DMA engine's requests up to a cycle; lanes have made theirs before it. Its lines are counted with its descriptors.
    /// </summary>
    internal void ServeTo(long cycle)
    {
        while (_dmaRequests.TryPeek(out DmaBankAccess access, out _) && access.Cycle <= cycle)
        {
            _dmaRequests.Dequeue();
            long start = Math.Max(access.Cycle, _freeAt[access.Bank]);
            Occupy(access.Bank, start + (access.IsWrite ? WriteBusyCycles : ReadBusyCycles));
            access.Accesses.Served(start + (access.IsWrite ? WriteCycles : ReadCycles));
        }
    }

    /// <summary>Draws the attempts at a write; its bank is busy with all of them, and with a read after each.</summary>
    private (int Busy, int Cycles) Attempt(int bytes)
    {
        int attempts = _attempts!.Of(_writes, bytes, out bool isUnfinished);
        _verified += new ScratchpadCounts
        {
            WriteAttempts = attempts,
            RepeatedWriteBytes = (attempts - 1L) * bytes,
            VerifyReadBytes = (long)attempts * _lineBytes,
            UnfinishedWrites = isUnfinished ? 1 : 0,
        };
        int cycles = checked(attempts * (WriteCycles + ReadCycles));
        return (Math.Max(WriteBusyCycles, cycles), cycles);
    }

    /// <summary>Counts accesses that were not requested one by one.</summary>
    internal void Add(in ScratchpadCounts counts)
    {
        if (counts.WriteAttempts != 0)
            throw new InvalidOperationException("attempts of verified writes are drawn one by one");
        _reads += counts.ReadAccesses;
        _writes += counts.WriteAccesses;
        _writeBytes += counts.WriteBytes;
        _conflicts += counts.Conflicts;
        _conflictWaitCycles += counts.ConflictWaitCycles;
    }

    /// <summary>Keeps a bank busy with such accesses.</summary>
    /// <param name="bank">The bank.</param>
    /// <param name="freeAt">First cycle in which it can serve the next access.</param>
    internal void Occupy(int bank, long freeAt)
    {
        _freeAt[bank] = freeAt;
        _busyUntil = Math.Max(_busyUntil, freeAt);
    }

    private long Done(long cycle)
    {
        if (cycle > IdleAt)
            IdleAt = cycle;
        return cycle;
    }

    private long Start(int bank, long cycle, int busy, out int waited)
    {
        if (cycle < _lastRequest)
            ThrowOutOfOrder(cycle);
        _lastRequest = cycle;
        if (_dmaRequests.Count > 0)
            ServeTo(cycle);
        ref long free = ref _freeAt[bank];
        long start = cycle;
        waited = 0;
        if (free > cycle)
        {
            start = free;
            waited = (int)(start - cycle);
            _conflicts++;
            _conflictWaitCycles += waited;
        }

        free = start + busy;
        if (free > _busyUntil)
            _busyUntil = free;
        return start;
    }

    /// <summary>First come, first served is exact only while requests come in the order of time.</summary>
    private void ThrowOutOfOrder(long cycle) => throw new InvalidOperationException(
        $"the {Role} scratchpad got a request of cycle {cycle} after one of cycle {_lastRequest}");

    private void Observe(AccessKind kind, long cycle, int bank, in LineRequest request, int bytes, int waited) =>
        _accessHook.Emit(new ScratchpadAccess(
            Role, kind, cycle, _firstBank + bank, request.Layout.Tensor.Id,
            (long)request.Slice * request.Layout.LinesPerSlice + request.Line, bytes,
            waited, request.Port, request.Step));
}
