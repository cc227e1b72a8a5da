using System.Collections.Immutable;
using CycleSim.Accelerator.Energy;

namespace CycleSim.Accelerator.Steps;

/// <summary>Collects what each operation took, when it ends.</summary>
/// <param name="machine">The machine.</param>
/// <param name="meter">What it costs.</param>
internal sealed class OperationResults(StepMachine machine, EnergyMeter meter)
{
    private readonly ImmutableArray<OperationResult>.Builder _results = ImmutableArray.CreateBuilder<OperationResult>();
    private readonly OperationMeter _meter = new(machine, Orderings.All.Get(machine.Spec.Ordering).NeverOverlaps);

    /// <summary>Called after each operation with the number of those so far.</summary>
    internal Action<int>? Progress { get; init; }

    /// <summary>Operations so far.</summary>
    internal int Count => _results.Count;

    /// <summary>All results.</summary>
    internal ImmutableArray<OperationResult> All => _results.ToImmutable();

    /// <summary>An operation ends now.</summary>
    internal void Add(OperationEnd end) => Add(end, _meter.Close(Count));

    /// <summary>An operation has ended.</summary>
    /// <param name="end">The operation.</param>
    /// <param name="share">Its share of the run.</param>
    internal void Add(OperationEnd end, in OperationShare share)
    {
        EnergyBreakdown energy = meter.Measure(share.Cycles.Total, end.Macs, share.Scratchpads, share.Dram, share.Accumulators);
        _results.Add(new OperationResult(
            Count, end.Layer, end.Pass, end.Part, end.Gemm, share.Cycles, share.Scratchpads, share.Dram, energy)
        {
            Times = share.Times,
            Accumulators = share.Accumulators,
        });
        Progress?.Invoke(Count);
    }
}
