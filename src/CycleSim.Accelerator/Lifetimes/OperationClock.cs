using System.Collections.Immutable;
using CycleSim.Accelerator.Steps;

namespace CycleSim.Accelerator.Lifetimes;

/// <summary>
/// When operations of a step start and end. Each takes the cycles that are its own, in order; where transfers overlap with computation, an
/// operation also loads during the one before it, and stores during the one behind it.
/// </summary>
internal sealed class OperationClock
{
    private readonly long[] _starts;
    private readonly int _overlap;

    /// <summary>The times of a step.</summary>
    /// <param name="operations">Its operations, and the write-back behind the last.</param>
    /// <param name="overlaps">Transfers of an operation overlap with its neighbours.</param>
    internal OperationClock(ImmutableArray<OperationResult> operations, bool overlaps)
    {
        _overlap = overlaps ? 1 : 0;
        _starts = new long[operations.Length + 1];
        for (int i = 0; i < operations.Length; i++)
            _starts[i + 1] = _starts[i] + operations[i].Cycles.Total;
    }

    /// <summary>Cycle in which the first transfer of an operation can start.</summary>
    internal long StartOf(int operation) => _starts[Math.Max(0, operation - _overlap)];

    /// <summary>Cycle in which the last transfer of an operation has ended.</summary>
    internal long EndOf(int operation) => _starts[Math.Min(_starts.Length - 1, operation + 1 + _overlap)];

    /// <summary>Cycles of an operation.</summary>
    internal long CyclesOf(int operation) => _starts[operation + 1] - _starts[operation];
}
