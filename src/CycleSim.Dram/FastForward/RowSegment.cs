using System.Runtime.CompilerServices;

namespace CycleSim.Dram.FastForward;

/// <summary>What the controller does from one end of a part of a row to the next; all times count from the segment's start.</summary>
/// <param name="Cycles">Length.</param>
/// <param name="Commands">Commands in order.</param>
/// <param name="Refreshes">Refreshes that fell due: 0 or 1.</param>
/// <param name="AcceptSum">Sum of the acceptances of the part's requests.</param>
/// <param name="Waiting">What waits at the end.</param>
/// <param name="Draining">Writes left to drain at the end.</param>
/// <param name="DualCommandCycles">Cycles in which a row command and a column command left.</param>
internal sealed record RowSegment(
    int Cycles, SegmentCommand[] Commands, int Refreshes, long AcceptSum, SegmentRun[] Waiting, int Draining, int DualCommandCycles)
{
    /// <summary>Memory that it takes, about.</summary>
    internal int Bytes => 200 + Unsafe.SizeOf<SegmentCommand>() * Commands.Length
        + Waiting.Sum(run => Unsafe.SizeOf<SegmentRun>() + sizeof(int) * (run.Accepts?.Length ?? 0));
}
