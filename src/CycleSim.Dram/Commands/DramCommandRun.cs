using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Commands;

/// <summary>A run of equal column commands at an even pitch in ascending columns, or one command of another kind.</summary>
/// <param name="Kind">Command.</param>
/// <param name="Cycle">DRAM clock cycle of the (first) command.</param>
/// <param name="Rank">Rank.</param>
/// <param name="Bank">Bank of the rank, counted over its bank groups; 0 for commands to a whole rank.</param>
/// <param name="Row">Row; 0 where it has no meaning.</param>
/// <param name="Column">First column, in bursts; 0 where it has no meaning.</param>
/// <param name="Count">Number of column commands; 1 for others.</param>
/// <param name="PitchCycles">DRAM cycles between the column commands of a run.</param>
/// <param name="Channel">Channel.</param>
public readonly record struct DramCommandRun(
    DramCommandKind Kind, long Cycle, int Rank, int Bank, int Row, int Column, int Count, int PitchCycles, int Channel = 0);
