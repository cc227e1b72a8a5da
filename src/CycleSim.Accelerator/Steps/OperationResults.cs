using System.Collections.Immutable;
using CycleSim.Accelerator.Energy;
using CycleSim.Workloads.Lowering;

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

    /// <summary>An operation of a program ends now.</summary>
    internal void Add(OperationEnd end) => Add(end, _meter.Close(Count));

    /// <summary>An operation of a program has ended.</summary>
    /// <param name="end">The operation.</param>
    /// <param name="share">Its share of the run.</param>
    internal void Add(OperationEnd end, in OperationShare share)
    {
        string layer = end.Operation?.Layer.Name ?? OperationResult.EndOfStep;
        string part = end.Operation is null ? OperationResult.WriteBack : end.Operation.Name[(layer.Length + 1)..];
        Add(layer, end.Operation?.Pass ?? Pass.Update, part, end.Gemm, end.Gemm?.Macs ?? 0, share);
    }

    /// <summary>An operation ends now.</summary>
    internal void Add(string layer, Pass pass, string part, GemmResult? gemm, long macs) =>
        Add(layer, pass, part, gemm, macs, _meter.Close(Count));

    private void Add(
        string layer, Pass pass, string part, GemmResult? gemm, long macs, in OperationShare share)
    {
        EnergyBreakdown energy = meter.Measure(share.Cycles.Total, macs, share.Scratchpads, share.Dram, share.Accumulators);
        _results.Add(new OperationResult(Count, layer, pass, part, gemm, share.Cycles, share.Scratchpads, share.Dram, energy)
        {
            Times = share.Times,
            Accumulators = share.Accumulators,
        });
        Progress?.Invoke(Count);
    }
}
