namespace CycleSim.Dram.FastForward;

/// <summary>A row of a bank.</summary>
/// <param name="Bank">Bank of the channel.</param>
/// <param name="Row">Row of the bank.</param>
/// <param name="FirstBurst">Address of its first burst; -1 when no request for it has given it yet.</param>
internal readonly record struct LabelledRow(int Bank, int Row, long FirstBurst);
