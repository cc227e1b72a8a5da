using System.Collections.Immutable;
using CycleSim.Accelerator.Steps;

namespace CycleSim.Accelerator.Lifetimes;

/// <summary>When operations of a step start and end: each takes the cycles that are its own, in order.</summary>
internal sealed class OperationClock
{
    private readonly long[] _starts;

    /// <summary>The times of a step.</summary>
    /// <param name="operations">Its operations, and the write-back behind the last.</param>
    internal OperationClock(ImmutableArray<OperationResult> operations)
    {
        _starts = new long[operations.Length + 1];
        for (int i = 0; i < operations.Length; i++)
            _starts[i + 1] = _starts[i] + operations[i].Cycles.Total;
    }

    /// <summary>Cycle in which an operation starts.</summary>
    internal long StartOf(int operation) => _starts[operation];

    /// <summary>Cycle in which an operation ends.</summary>
    internal long EndOf(int operation) => _starts[operation + 1];

    /// <summary>Cycles of an operation.</summary>
    internal long CyclesOf(int operation) => EndOf(operation) - StartOf(operation);
}
