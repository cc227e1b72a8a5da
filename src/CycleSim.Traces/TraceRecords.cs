using CycleSim.Platform;

namespace CycleSim.Traces;

/// <summary>One access of a scratchpad bank, as recorded.</summary>
/// <param name="Scratchpad">0 activation, 1 weight, 2 error.</param>
/// <param name="Cycle">Core cycle in which the bank starts to serve it.</param>
/// <param name="Bank">Bank.</param>
/// <param name="Tensor">Id of the tensor.</param>
/// <param name="Line">Line within the tensor.</param>
/// <param name="Bytes">Bytes moved.</param>
/// <param name="IsWrite">Direction.</param>
/// <param name="WaitedCycles">Cycles the request waited for its bank.</param>
/// <param name="Port">The port that asked, counted within its phase.</param>
/// <param name="Step">The step of the phase that needs the line, or has made it.</param>
public readonly record struct TraceAccess(
    int Scratchpad, long Cycle, int Bank, int Tensor, long Line, int Bytes, bool IsWrite, int WaitedCycles, int Port = 0, long Step = 0);

/// <summary>Kinds of DRAM command in a trace; the numbers are those of the file.</summary>
public enum TraceDramKind
{
    /// <summary>ACT.</summary>
    Activate,

    /// <summary>PRE.</summary>
    Precharge,

    /// <summary>PREA; this program's controller precharges bank by bank.</summary>
    PrechargeAll,

    /// <summary>RD.</summary>
    Read,

    /// <summary>WR.</summary>
    Write,

    /// <summary>REF: refresh of a rank.</summary>
    Refresh,

    /// <summary>REFB: refresh of a bank.</summary>
    RefreshBank,

    /// <summary>PDE: a rank enters power-down.</summary>
    PowerDownEntry,

    /// <summary>PDX: a rank leaves power-down.</summary>
    PowerDownExit,

    /// <summary>SRE: a rank enters self-refresh.</summary>
    SelfRefreshEntry,

    /// <summary>SRX: a rank leaves self-refresh.</summary>
    SelfRefreshExit,
}

/// <summary>What commands go to.</summary>
public static class TraceDramKinds
{
    /// <summary>Whether it moves a burst: RD, WR.</summary>
    public static bool IsColumnCommand(this TraceDramKind kind) => kind is TraceDramKind.Read or TraceDramKind.Write;

    /// <summary>Whether it goes to one bank; the others go to a whole rank.</summary>
    public static bool IsOfBank(this TraceDramKind kind) =>
        kind is TraceDramKind.Activate or TraceDramKind.Precharge or TraceDramKind.RefreshBank || kind.IsColumnCommand();
}

/// <summary>A DRAM command, or a run of column commands in ascending columns.</summary>
/// <param name="Kind">Command.</param>
/// <param name="Cycle">DRAM cycle of the (first) command.</param>
/// <param name="Rank">Rank of the channel.</param>
/// <param name="Bank">Bank of the rank, counted over its bank groups.</param>
/// <param name="Row">Row.</param>
/// <param name="Column">First column, in bursts.</param>
/// <param name="Count">Number of commands.</param>
/// <param name="PitchCycles">DRAM cycles between them.</param>
/// <param name="Channel">Channel.</param>
public readonly record struct TraceDram(
    TraceDramKind Kind, long Cycle, int Rank, int Bank, int Row, int Column, int Count, int PitchCycles, int Channel = 0)
{
    /// <summary>The commands of the run, one by one.</summary>
    public IEnumerable<TraceDram> Single()
    {
        for (int i = 0; i < Count; i++)
            yield return this with { Cycle = Cycle + (long)i * PitchCycles, Column = Column + i, Count = 1, PitchCycles = 0 };
    }

    /// <summary>Cycle of the last command of the run.</summary>
    public long LastCycle => Cycle + (Count - 1L) * PitchCycles;

    /// <summary>The commands of the run that lie in a window; a run of none has count 0.</summary>
    public TraceDram Within(long from, long to)
    {
        if (Cycle >= from && LastCycle < to)
            return this;
        if (LastCycle < from || Cycle >= to || PitchCycles == 0)
            return this with { Count = Cycle >= from && Cycle < to ? Count : 0 };
        long skipped = Math.Max(0, (from - Cycle + PitchCycles - 1) / PitchCycles);
        long end = Math.Min(Count, (to - 1 - Cycle) / PitchCycles + 1);
        return this with { Cycle = Cycle + skipped * PitchCycles, Column = Column + (int)skipped, Count = (int)Math.Max(0, end - skipped) };
    }
}

/// <summary>Kinds of phase; the numbers are those of the file.</summary>
public enum TracePhaseKind
{
    /// <summary>The array runs folds.</summary>
    Array,

    /// <summary>The vector unit runs.</summary>
    Vector,

    /// <summary>DRAM bursts move.</summary>
    Dram,
}

/// <summary>What a part of the machine does in an interval.</summary>
/// <param name="Kind">What runs.</param>
/// <param name="Operation">Index of the operation.</param>
/// <param name="StartCycle">First core cycle.</param>
/// <param name="Cycles">Length, core cycles.</param>
/// <param name="Folds">Folds run in it.</param>
/// <param name="ConflictStallCycles">Cycles in which the wavefront stalled for a bank that had been busy.</param>
/// <param name="LatencyStallCycles">Cycles in which it stalled for the access itself, and in which the last accesses ended.</param>
/// <param name="ComputeSteps">
/// Steps in which folds consume operands: K of the tile for each fold of an output-stationary array; with a stationary operand the
/// words that stream past it.
/// </param>
/// <param name="Steps">Counted steps of the array or of the vector unit.</param>
/// <param name="UncountedSteps">Steps that SCALE-Sim's counting leaves out.</param>
public readonly record struct TracePhase(
    TracePhaseKind Kind, int Operation, long StartCycle, long Cycles, long Folds, long ConflictStallCycles, long LatencyStallCycles,
    long ComputeSteps, long Steps, int UncountedSteps)
{
    /// <summary>The ports of an array or vector phase, in order.</summary>
    public IReadOnlyList<TracePortRun> Ports { get; init; } = [];

    /// <summary>Partial sums that the accumulators of a stationary dataflow read; -1 where an old trace does not say.</summary>
    public long SumReads { get; init; }

    /// <summary>Sums that they write; -1 where an old trace does not say.</summary>
    public long SumWrites { get; init; }

    /// <summary>Cycle after the last.</summary>
    public long EndCycle => StartCycle + Cycles;

    /// <summary>Cycles in which the wavefront stalled.</summary>
    public long StallCycles => ConflictStallCycles + LatencyStallCycles;

    /// <inheritdoc />
    public bool Equals(TracePhase other) => Values == other.Values && Ports.SequenceEqual(other.Ports);

    /// <inheritdoc />
    public override int GetHashCode() => Values.GetHashCode();

    private ((TracePhaseKind, int, long, long, long), (long, long, long, long, int), (long, long)) Values => (
        (Kind, Operation, StartCycle, Cycles, Folds), (ConflictStallCycles, LatencyStallCycles, ComputeSteps, Steps, UncountedSteps),
        (SumReads, SumWrites));
}

/// <summary>Neighbouring ports that are alike.</summary>
/// <param name="Count">How many.</param>
/// <param name="Scratchpad">0 activation, 1 weight, 2 error.</param>
/// <param name="IsWrite">Direction.</param>
/// <param name="Ahead">Lines requested ahead of the one in use.</param>
/// <param name="Accesses">Accesses of each.</param>
public readonly record struct TracePortRun(int Count, int Scratchpad, bool IsWrite, int Ahead, long Accesses);

/// <summary>A fold starts.</summary>
/// <param name="StartCycle">Core cycle of its first step.</param>
/// <param name="Operation">Index of the operation.</param>
/// <param name="RowIndex">Row of folds that it is in, from 0.</param>
/// <param name="ColumnIndex">Column of folds that it is in, from 0.</param>
/// <param name="Rows">Rows filled.</param>
/// <param name="Columns">Columns filled.</param>
public readonly record struct TraceFold(long StartCycle, int Operation, int RowIndex, int ColumnIndex, int Rows, int Columns);

/// <summary>Lines that follow each other.</summary>
/// <param name="First">First line, counted from the transfer's base.</param>
/// <param name="Count">Lines.</param>
public readonly record struct TraceLines(long First, long Count);

/// <summary>Lines of one tensor move between DRAM and scratchpads or lane buffers.</summary>
/// <param name="StartCycle">First core cycle.</param>
/// <param name="Cycles">Length, core cycles.</param>
/// <param name="Tensor">Id of the tensor.</param>
/// <param name="IsWrite">To DRAM.</param>
/// <param name="BaseLine">Line in DRAM at which the tensor starts.</param>
public readonly record struct TraceTransfer(long StartCycle, long Cycles, int Tensor, bool IsWrite, long BaseLine)
{
    /// <summary>Index of the operation, where tiles overlap; -1 where the phases say it.</summary>
    public int Operation { get; init; } = -1;

    /// <summary>
    /// The DMA engine writes the lines into a half of a scratchpad, or reads them from one, itself: they count as accesses, without
    /// records.
    /// </summary>
    public bool IsInHalf { get; init; }

    /// <summary>The tile that it belongs to, counted over the whole run, where tiles overlap; -1 elsewhere and in old traces.</summary>
    public long Tile { get; init; } = -1;

    /// <summary>What of the tile it moves, where tiles overlap.</summary>
    public TraceTransferUse Use { get; init; }

    /// <summary>It is part of the way of a whole tensor in or out, where tiles overlap.</summary>
    public bool IsOfWholeTensor { get; init; }

    /// <summary>Cycle after the last.</summary>
    public long EndCycle => StartCycle + Cycles;

    /// <summary>The lines, ascending, none twice.</summary>
    public IReadOnlyList<TraceLines> Runs { get; init; } = [];

    /// <inheritdoc />
    public bool Equals(TraceTransfer other) => Values == other.Values && Runs.SequenceEqual(other.Runs);

    /// <inheritdoc />
    public override int GetHashCode() => Values.GetHashCode();

    private ((long, long, int, bool, long), (int, bool, long, TraceTransferUse, bool)) Values =>
        ((StartCycle, Cycles, Tensor, IsWrite, BaseLine), (Operation, IsInHalf, Tile, Use, IsOfWholeTensor));
}

/// <summary>What of a tile a transfer moves, where tiles overlap; the numbers are those of the file.</summary>
public enum TraceTransferUse
{
    /// <summary>Operand A, or all inputs of a vector operation.</summary>
    LoadA,

    /// <summary>Operand B.</summary>
    LoadB,

    /// <summary>What is read beside the outputs.</summary>
    LoadC,

    /// <summary>Results.</summary>
    Store,
}

/// <summary>Who waits, where tiles overlap; the numbers are those of the file.</summary>
public enum TraceWaitUnit
{
    /// <summary>The array, or the vector unit.</summary>
    Array,

    /// <summary>The DMA channel.</summary>
    Dma,
}

/// <summary>What ends a wait; the numbers are those of the file.</summary>
public enum TraceWaitCause
{
    /// <summary>A load of operand A.</summary>
    LoadA,

    /// <summary>A load of operand B.</summary>
    LoadB,

    /// <summary>A load of what is read beside the outputs.</summary>
    LoadC,

    /// <summary>A store, which frees an output buffer or ends the step.</summary>
    Store,

    /// <summary>A computation, which frees operand buffers or completes outputs.</summary>
    Computation,
}

/// <summary>Array or DMA channel waits for one transfer or computation.</summary>
/// <param name="Unit">Who waits.</param>
/// <param name="Operation">Index of the operation in whose time it is.</param>
/// <param name="StartCycle">First core cycle.</param>
/// <param name="Cycles">Length, core cycles.</param>
/// <param name="Cause">What ends it.</param>
/// <param name="OfOperation">Index of the operation that the blocking tile belongs to.</param>
/// <param name="Tile">Number of the blocking tile, counted within that operation from 0.</param>
/// <param name="Tensor">Id of the tensor that is loaded or stored; -1 for none.</param>
public readonly record struct TraceWait(
    TraceWaitUnit Unit, int Operation, long StartCycle, long Cycles, TraceWaitCause Cause, int OfOperation, long Tile, int Tensor)
{
    /// <summary>Cycle after the last.</summary>
    public long EndCycle => StartCycle + Cycles;
}

/// <summary>The streams of records of a trace; the numbers are those of the file.</summary>
public enum TraceComponent
{
    /// <summary>Activation scratchpad.</summary>
    Activation,

    /// <summary>Weight scratchpad.</summary>
    Weight,

    /// <summary>Error scratchpad.</summary>
    Error,

    /// <summary>DRAM commands.</summary>
    Dram,

    /// <summary>Phases of the array, the vector unit and the DRAM.</summary>
    Phases,

    /// <summary>Folds of the array.</summary>
    Folds,

    /// <summary>Transfers between DRAM and scratchpads or lane buffers.</summary>
    Transfers,

    /// <summary>Who waited for what, where tiles overlap.</summary>
    Waits,
}

/// <summary>A trace file that is damaged, cut off or not a trace.</summary>
/// <param name="message">Names the file, the offset and the problem.</param>
public sealed class TraceFormatException(string message) : InputException(message);
