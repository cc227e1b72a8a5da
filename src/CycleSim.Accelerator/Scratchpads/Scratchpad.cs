using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Observation;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scratchpads;

/// <summary>What a scratchpad did; whole numbers, so that parts sum to totals exactly.</summary>
/// <param name="ReadAccesses">Lines read.</param>
/// <param name="WriteAccesses">Lines (or parts of lines) written.</param>
/// <param name="ReadBytes">Bytes read: whole lines.</param>
/// <param name="WriteBytes">Bytes written.</param>
/// <param name="Conflicts">Accesses that found their bank busy.</param>
/// <param name="ConflictCycles">Cycles those accesses waited, summed.</param>
public readonly record struct ScratchpadCounts(
    long ReadAccesses, long WriteAccesses, long ReadBytes, long WriteBytes, long Conflicts, long ConflictCycles)
{
    /// <summary>Sum.</summary>
    public static ScratchpadCounts operator +(ScratchpadCounts a, ScratchpadCounts b) => new(
        a.ReadAccesses + b.ReadAccesses, a.WriteAccesses + b.WriteAccesses, a.ReadBytes + b.ReadBytes,
        a.WriteBytes + b.WriteBytes, a.Conflicts + b.Conflicts, a.ConflictCycles + b.ConflictCycles);

    /// <summary>Difference.</summary>
    public static ScratchpadCounts operator -(ScratchpadCounts a, ScratchpadCounts b) => new(
        a.ReadAccesses - b.ReadAccesses, a.WriteAccesses - b.WriteAccesses, a.ReadBytes - b.ReadBytes,
        a.WriteBytes - b.WriteBytes, a.Conflicts - b.Conflicts, a.ConflictCycles - b.ConflictCycles);
}

/// <summary>
/// One banked scratchpad. A bank serves one access at a time, first come first served; requests of one cycle are presented in lane
/// order. Because the order is known when a request is made, its service time is exact at once, without an event of its own.
/// </summary>
public sealed partial class Scratchpad
{
    private readonly long[] _freeAt;
    private readonly int _lineBytes;
    private readonly MachineHooks _hooks;
    private long _busyUntil;
    private long _reads;
    private long _writes;
    private long _writeBytes;
    private long _conflicts;
    private long _conflictCycles;

    /// <summary>Makes an idle scratchpad.</summary>
    /// <param name="role">Which of the three it is.</param>
    /// <param name="spec">Banks, line and initiation interval.</param>
    /// <param name="readCycles">Read latency in core cycles, at least 0.</param>
    /// <param name="writeCycles">Write latency in core cycles, at least 0.</param>
    /// <param name="hooks">Observers.</param>
    public Scratchpad(TensorRole role, ScratchpadSpec spec, int readCycles, int writeCycles, MachineHooks hooks)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(hooks);
        Role = role;
        ReadCycles = readCycles;
        WriteCycles = writeCycles;
        ReadBusyCycles = spec.InitiationIntervalCycles ?? readCycles;
        WriteBusyCycles = spec.InitiationIntervalCycles ?? writeCycles;
        _freeAt = new long[spec.Banks];
        _lineBytes = spec.LineBytes;
        _hooks = hooks;
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

    /// <summary>Cycles a bank is busy with a write.</summary>
    public int WriteBusyCycles { get; }

    /// <summary>What happened so far.</summary>
    public ScratchpadCounts Counts => new(_reads, _writes, _reads * _lineBytes, _writeBytes, _conflicts, _conflictCycles);

    /// <summary>First cycle in which every access requested so far has ended.</summary>
    public long IdleAt { get; private set; }

    /// <summary>Requests a read; returns the cycle in which the data are there, and how long the request waited for its bank.</summary>
    internal long Read(int bank, long cycle, in LineRequest request, out int waited)
    {
        long start = Start(bank, cycle, ReadBusyCycles, out waited);
        _reads++;
        if (_hooks.ScratchpadAccess.IsObserved)
            Observe(AccessKind.Read, start, bank, request, _lineBytes, waited);
        return Done(start + ReadCycles);
    }

    /// <summary>Requests a write; returns the cycle in which it has ended, and how long the request waited for its bank.</summary>
    internal long Write(int bank, long cycle, in LineRequest request, out int waited)
    {
        long start = Start(bank, cycle, WriteBusyCycles, out waited);
        _writes++;
        _writeBytes += request.Bytes;
        if (_hooks.ScratchpadAccess.IsObserved)
            Observe(AccessKind.Write, start, bank, request, request.Bytes, waited);
        return Done(start + WriteCycles);
    }

    private long Done(long cycle)
    {
        if (cycle > IdleAt)
            IdleAt = cycle;
        return cycle;
    }

    private long Start(int bank, long cycle, int busy, out int waited)
    {
        ref long free = ref _freeAt[bank];
        long start = cycle;
        waited = 0;
        if (free > cycle)
        {
            start = free;
            waited = (int)(start - cycle);
            _conflicts++;
            _conflictCycles += waited;
        }

        free = start + busy;
        if (free > _busyUntil)
            _busyUntil = free;
        return start;
    }

    private void Observe(AccessKind kind, long cycle, int bank, in LineRequest request, int bytes, int waited) =>
        _hooks.ScratchpadAccess.Emit(new ScratchpadAccess(
            Role, kind, cycle, bank, request.Layout.Tensor.Id, (long)request.Slice * request.Layout.LinesPerSlice + request.Line, bytes, waited,
            request.Port, request.Step));
}
