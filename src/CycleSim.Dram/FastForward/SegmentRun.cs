namespace CycleSim.Dram.FastForward;

/// <summary>Requests that wait at the end of a segment (<see cref="WaitingRun"/>).</summary>
/// <param name="Row">Label of their row.</param>
/// <param name="Columns">Where they are in it, from the column that the labels count from.</param>
/// <param name="Back">Arrivals from the first to the end.</param>
/// <param name="IsQueued">They wait in the bank's queue.</param>
/// <param name="Accepts">When each was accepted, from the segment's start on; null when they waited already at its start.</param>
internal readonly record struct SegmentRun(int Row, ColumnRun Columns, int Back, bool IsQueued, int[]? Accepts);
