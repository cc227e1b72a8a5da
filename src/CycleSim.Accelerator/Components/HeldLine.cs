namespace CycleSim.Accelerator.Components;

/// <summary>A line in the window of a port.</summary>
/// <param name="Step">The step that needs it; of a read.</param>
/// <param name="Ready">Cycle in which its access has ended.</param>
/// <param name="Waited">Cycles that the access waited for its bank.</param>
internal readonly record struct HeldLine(long Step, long Ready, int Waited);
