namespace CycleSim.Dram.FastForward;

/// <summary>Requests that wait at the end of a segment (<see cref="WaitingRun"/>).</summary>
/// <param name="Row">Label of their row.</param>
/// <param name="Column">Column of the first.</param>
/// <param name="Back">Arrivals from the first to the end.</param>
/// <param name="Count">How many.</param>
/// <param name="IsQueued">They wait in the bank's queue.</param>
/// <param name="Accepts">When each was accepted, from the segment's start on; null when they waited already at its start.</param>
internal readonly record struct SegmentRun(int Row, int Column, int Back, int Count, bool IsQueued, int[]? Accepts);
