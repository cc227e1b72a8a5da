using CycleSim.Accelerator.Dataflow;

namespace CycleSim.Accelerator.Components;

/// <summary>Records the cycle in which each fold of a phase takes its first step.</summary>
internal sealed class FoldMarks(IReadOnlyList<Fold> folds)
{
    private readonly long[] _cycles = new long[folds.Count];
    private int _next;

    /// <summary>First step of the next fold; long.MaxValue after the last.</summary>
    internal long NextStep => _next < folds.Count ? folds[_next].StartStep : long.MaxValue;

    /// <summary>The next fold takes its first step.</summary>
    internal void Enter(long cycle) => _cycles[_next++] = cycle;

    /// <summary>All folds with their cycles.</summary>
    internal IEnumerable<(Fold Fold, long Cycle)> All => folds.Select((fold, i) => (fold, _cycles[i]));
}
