using CycleSim.Accelerator.Scratchpads;
using CycleSim.Dram;
using CycleSim.Kernel;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Observation;

/// <summary>Direction of an access.</summary>
public enum AccessKind
{
    /// <summary>Read.</summary>
    Read,

    /// <summary>Write.</summary>
    Write,
}

/// <summary>One access of a scratchpad bank.</summary>
/// <param name="Scratchpad">Which scratchpad.</param>
/// <param name="Kind">Read or write.</param>
/// <param name="Cycle">Core cycle in which the bank starts to serve it.</param>
/// <param name="Bank">Bank.</param>
/// <param name="Tensor">Id of the tensor.</param>
/// <param name="Line">Line within the tensor: slice x lines per slice + line.</param>
/// <param name="Bytes">Bytes moved.</param>
/// <param name="WaitedCycles">Cycles the request waited for the bank.</param>
/// <param name="Port">The port that asked, counted within its phase.</param>
/// <param name="Step">The step of the phase that needs the line, or has made it.</param>
public readonly record struct ScratchpadAccess(
    TensorRole Scratchpad, AccessKind Kind, long Cycle, int Bank, int Tensor, long Line, int Bytes, int WaitedCycles, int Port, long Step);

/// <summary>What the machine as a whole does in an interval.</summary>
public enum PhaseKind
{
    /// <summary>The array runs folds.</summary>
    Array,

    /// <summary>The vector path runs.</summary>
    Vector,

    /// <summary>DRAM bursts move.</summary>
    Dram,
}

/// <summary>An interval of the run; intervals follow each other without gap or overlap (ordering `sequential`).</summary>
/// <param name="Kind">What runs.</param>
/// <param name="Operation">Index of the operation in the program; the count of operations stands for the final write-back.</param>
/// <param name="StartCycle">First core cycle.</param>
/// <param name="EndCycle">Core cycle after the last.</param>
/// <param name="Folds">Folds run in it.</param>
/// <param name="ConflictCycles">Cycles in which the wavefront stood still for a bank that had been busy.</param>
/// <param name="LatencyCycles">Cycles in which it stood still for the access itself.</param>
/// <param name="Products">Steps in which folds consume operands.</param>
/// <param name="Steps">Counted steps of the array or of the vector path.</param>
/// <param name="UncountedSteps">Steps that SCALE-Sim's counting leaves out.</param>
/// <param name="Activation">Lines read and written in the activation scratchpad.</param>
/// <param name="Weight">Lines read and written in the weight scratchpad.</param>
/// <param name="Error">Lines read and written in the error scratchpad.</param>
/// <param name="DramBursts">DRAM bursts moved.</param>
public readonly record struct PhaseInterval(
    PhaseKind Kind,
    int Operation,
    long StartCycle,
    long EndCycle,
    long Folds,
    long ConflictCycles,
    long LatencyCycles,
    long Products,
    long Steps,
    int UncountedSteps,
    long Activation,
    long Weight,
    long Error,
    long DramBursts)
{
    /// <summary>The ports of an array or vector phase, in order.</summary>
    public IReadOnlyList<PortRun> Ports { get; init; } = [];

    /// <summary>Cycles in which the wavefront stood still.</summary>
    public long StallCycles => ConflictCycles + LatencyCycles;
}

/// <summary>Neighbouring ports that are alike.</summary>
/// <param name="Count">How many.</param>
/// <param name="Scratchpad">Whose lines they move.</param>
/// <param name="IsWrite">Direction.</param>
/// <param name="Ahead">Lines requested ahead of the one in use.</param>
/// <param name="Accesses">Accesses of each.</param>
public readonly record struct PortRun(int Count, TensorRole Scratchpad, bool IsWrite, int Ahead, long Accesses);

/// <summary>A fold begins.</summary>
/// <param name="Operation">Index of the operation in the program.</param>
/// <param name="StartCycle">Core cycle of its first step.</param>
/// <param name="RowTile">Index of the row tile.</param>
/// <param name="ColumnTile">Index of the column tile.</param>
/// <param name="Rows">Rows filled.</param>
/// <param name="Columns">Columns filled.</param>
public readonly record struct FoldStart(int Operation, long StartCycle, int RowTile, int ColumnTile, int Rows, int Columns);

/// <summary>Lines of one tensor move between DRAM and scratchpads or lane buffers: what a DRAM phase does.</summary>
/// <param name="Tensor">Id of the tensor.</param>
/// <param name="StartCycle">First core cycle.</param>
/// <param name="EndCycle">Core cycle after the last.</param>
/// <param name="BaseBurst">Where the tensor lies in DRAM, in bursts.</param>
/// <param name="Runs">Bursts, counted from the base, ascending, none twice.</param>
/// <param name="IsWrite">To DRAM.</param>
public readonly record struct DramTransfer(
    int Tensor, long StartCycle, long EndCycle, long BaseBurst, IReadOnlyList<LineRun> Runs, bool IsWrite);

/// <summary>The observation points of the machine. A hook that nobody listens to costs one predictable branch.</summary>
public sealed class MachineHooks
{
    /// <summary>Every access of a scratchpad bank.</summary>
    public Hook<ScratchpadAccess> ScratchpadAccess { get; } = new();

    /// <summary>Every DRAM command.</summary>
    public Hook<DramCommand> DramCommand { get; } = new();

    /// <summary>Every phase, at its end.</summary>
    public Hook<PhaseInterval> Phase { get; } = new();

    /// <summary>Every fold, at the end of its phase.</summary>
    public Hook<FoldStart> Fold { get; } = new();

    /// <summary>Every transfer, at its end.</summary>
    public Hook<DramTransfer> Transfer { get; } = new();

    /// <summary>After each phase and operation: the simulated time, in picoseconds, before which nothing is still to be told of.</summary>
    public Hook<long> CompletePs { get; } = new();
}
