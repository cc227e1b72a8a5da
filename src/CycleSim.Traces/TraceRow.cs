namespace CycleSim.Traces;

/// <summary>One record of any component, expanded: what tables, packet traces and timelines are made of.</summary>
/// <param name="TimePs">When it starts.</param>
/// <param name="DurationPs">How long it lasts, where the trace says so: phases, transfers and waits; else 0.</param>
/// <param name="Component">Component.</param>
/// <param name="Kind">read, write; the name of a DRAM command (ACT, RD, ...); array, vector, dram; fold; load, store;
/// array, dma (who waits).</param>
/// <param name="Operation">Index of the operation; -1 when the trace has no phases.</param>
/// <param name="Rank">Rank of the DRAM channel; -1 elsewhere.</param>
/// <param name="Bank">Bank of the scratchpad or of the DRAM rank; -1 elsewhere, and for commands to a whole rank.</param>
/// <param name="Row">DRAM row, or row of folds that a fold is in; -1 elsewhere.</param>
/// <param name="Column">DRAM column in bursts, or column of folds that a fold is in; -1 elsewhere.</param>
/// <param name="Tensor">Id of the tensor; -1 when there is none.</param>
/// <param name="Line">Line within the tensor; -1 elsewhere.</param>
/// <param name="Address">
/// Byte address in DRAM: of the burst, of the home location of the line, or of a transfer's first line; -1 elsewhere.
/// </param>
/// <param name="Bytes">Bytes moved.</param>
/// <param name="WaitedCycles">Core cycles an access waited for its bank, or a phase stalled.</param>
public readonly record struct TraceRow(
    long TimePs, long DurationPs, TraceComponent Component, string Kind, int Operation, int Rank, int Bank, int Row, int Column, int Tensor,
    long Line, long Address, long Bytes, long WaitedCycles)
{
    /// <summary>Channel of the DRAM; -1 elsewhere.</summary>
    public int Channel { get; init; } = -1;

    /// <summary>Port of an access; -1 elsewhere.</summary>
    public long Port { get; init; } = -1;

    /// <summary>Step of an access within its phase; steps of a phase; -1 elsewhere.</summary>
    public long Step { get; init; } = -1;

    /// <summary>Cycles in which a phase stalled for a busy bank; -1 elsewhere.</summary>
    public long ConflictStallCycles { get; init; } = -1;

    /// <summary>Cycles in which a phase stalled for the access itself; -1 elsewhere.</summary>
    public long LatencyStallCycles { get; init; } = -1;

    /// <summary>Folds of a phase; -1 elsewhere.</summary>
    public long Folds { get; init; } = -1;

    /// <summary>Steps of a phase in which folds consume operands; -1 elsewhere.</summary>
    public long ComputeSteps { get; init; } = -1;

    /// <summary>Rows that a fold fills; -1 elsewhere.</summary>
    public long FilledRows { get; init; } = -1;

    /// <summary>Columns that a fold fills; -1 elsewhere.</summary>
    public long FilledColumns { get; init; } = -1;

    /// <summary>1 for a transfer between DRAM and a half of a scratchpad, 0 for others; -1 elsewhere.</summary>
    public long InHalf { get; init; } = -1;

    /// <summary>What ends a wait; empty elsewhere.</summary>
    public string Cause { get; init; } = "";

    /// <summary>Index of the operation whose tile ends a wait; -1 elsewhere.</summary>
    public int OfOperation { get; init; } = -1;

    /// <summary>Number of that tile within the operation; -1 elsewhere.</summary>
    public long Tile { get; init; } = -1;
}
