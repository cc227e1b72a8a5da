using System.Collections.Immutable;
using CycleSim.Accelerator.Steps;
using CycleSim.Dram.FastForward;
using CycleSim.Studies.Plans;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Codesign;

/// <summary>
/// Training steps of one network on one machine with other memories. Times are simulated when they are first asked for, and once.
/// </summary>
/// <param name="point">Network, machine and capacity.</param>
/// <param name="baseline">The memory of all scratchpads that nothing was changed in.</param>
/// <param name="cancellation">Ends a simulation early.</param>
public sealed class MachineSteps(StudyPoint point, ScratchpadMemory baseline, CancellationToken cancellation)
{
    private readonly Dictionary<(TensorRole Role, int ReadCycles, int WriteCycles), double> _times = [];
    private readonly RowMemo _rows = new();
    private readonly Lazy<StepProfile> _baseline =
        new(() => StepProfile.Of(Run(point, [baseline, baseline, baseline], new RowMemo(), cancellation)));

    /// <summary>The step with the baseline in all scratchpads.</summary>
    public StepProfile Baseline => _baseline.Value;

    /// <summary>The memory of the baseline.</summary>
    public ScratchpadMemory BaselineMemory => baseline;

    /// <summary>Network, machine and capacity.</summary>
    public StudyPoint Point => point;

    /// <summary>The step with memories of their own.</summary>
    /// <param name="memories">The memories, in the order of <see cref="TensorRoles.All"/>.</param>
    public StepProfile With(ImmutableArray<ScratchpadMemory> memories) => StepProfile.Of(Run(point, memories, _rows, cancellation));

    /// <summary>The time of the step when one scratchpad alone is slower or faster than the baseline.</summary>
    /// <param name="role">Which.</param>
    /// <param name="readNs">Its read latency in ns.</param>
    /// <param name="writeNs">Its write latency in ns, with all attempts.</param>
    /// <returns>The time in s.</returns>
    public double TimeS(TensorRole role, double readNs, double writeNs)
    {
        var key = (role, ReadCycles: point.Machine.Spec.CyclesOf(readNs), WriteCycles: point.Machine.Spec.CyclesOf(writeNs));
        if (key.ReadCycles == point.Machine.Spec.CyclesOf(baseline.Metrics.ReadLatencyNs)
            && key.WriteCycles == point.Machine.Spec.CyclesOf(baseline.Metrics.WriteLatencyNs))
        {
            return Baseline.TimeS;
        }

        if (!_times.TryGetValue(key, out double time))
            _times.Add(key, time = Run(point, [.. TensorRoles.All.Select(Timed)], _rows, cancellation).TimeS);
        return time;

        ScratchpadMemory Timed(TensorRole other) => other != role
            ? baseline
            : new(baseline.Metrics with { ReadLatencyNs = readNs, WriteLatencyNs = writeNs });
    }

    private static StepResult Run(
        StudyPoint point, ImmutableArray<ScratchpadMemory> memories, RowMemo rows, CancellationToken cancellation)
    {
        TrainingStepSimulator simulator = point.Simulator();
        simulator.RowMemo = rows;
        simulator.Scratchpads = memories;
        return simulator.Run(cancellation);
    }
}
