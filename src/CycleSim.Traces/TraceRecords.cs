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
public readonly record struct TraceAccess(
    int Scratchpad, long Cycle, int Bank, int Tensor, long Line, int Bytes, bool IsWrite, int WaitedCycles);

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

    /// <summary>REF.</summary>
    Refresh,
}

/// <summary>A DRAM command, or a run of column commands in ascending columns.</summary>
/// <param name="Kind">Command.</param>
/// <param name="Cycle">DRAM cycle of the (first) command.</param>
/// <param name="Rank">Rank.</param>
/// <param name="Bank">Bank.</param>
/// <param name="Row">Row.</param>
/// <param name="Column">First column, in bursts.</param>
/// <param name="Count">Number of commands.</param>
/// <param name="PitchCycles">DRAM cycles between them.</param>
public readonly record struct TraceDram(
    TraceDramKind Kind, long Cycle, int Rank, int Bank, int Row, int Column, int Count, int PitchCycles);

/// <summary>What the machine as a whole does in an interval.</summary>
/// <param name="Kind">0 array, 1 vector path, 2 DRAM.</param>
/// <param name="Operation">Index of the operation.</param>
/// <param name="Start">First core cycle.</param>
/// <param name="Cycles">Length, core cycles.</param>
/// <param name="Folds">Folds run in it.</param>
/// <param name="StallCycles">Cycles in which the wavefront stood still.</param>
public readonly record struct TracePhase(int Kind, int Operation, long Start, long Cycles, long Folds, long StallCycles);

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

    /// <summary>Phases of the array, the vector path and the DRAM.</summary>
    Array,
}

/// <summary>A trace file that is damaged, cut off or not a trace.</summary>
/// <param name="message">Names the file, the offset and the problem.</param>
public sealed class TraceFormatException(string message) : Exception(message);
