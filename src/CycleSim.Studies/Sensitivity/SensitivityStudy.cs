using System.Collections.Immutable;
using CycleSim.Accelerator.Machine;
using CycleSim.Studies.Comparisons;
using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Sensitivity;

/// <summary>How the headline ratios move with assumptions, one at a time.</summary>
internal sealed class SensitivityStudy
{
    private const double Pico = 1e-12;

    private readonly ImmutableArray<Assumption> _assumptions;
    private readonly bool _isSequential;
    private readonly (ComparisonPlan Capacity, ComparisonPlan Area) _baseline;
    private readonly ImmutableArray<(ComparisonPlan Capacity, ComparisonPlan Area)> _plans;

    /// <summary>Plans the study.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The batch of the default.</param>
    /// <param name="machine">The machine of the default.</param>
    /// <param name="sram">The SRAM.</param>
    /// <param name="mram">The STT-MRAM.</param>
    /// <param name="capacities">Capacities, and those whose STT-MRAM gives the areas.</param>
    public SensitivityStudy(
        StudyNetwork network, int batch, MachineVariant machine, MemoryVariant sram, MemoryVariant mram, ImmutableArray<long> capacities)
    {
        ArgumentNullException.ThrowIfNull(machine);
        _isSequential = machine.Spec.Ordering == PaperChoices.Ordering;
        _assumptions = AssumptionList.All(batch, machine, sram, mram);
        _baseline = Plans(new Assumption("", "", "", batch, machine, sram, mram));
        _plans = [.. _assumptions.Select(Plans)];

        (ComparisonPlan, ComparisonPlan) Plans(Assumption assumption)
        {
            ImmutableArray<MemoryVariant> memories = [assumption.Baseline, assumption.Memory];
            return (
                new(network, assumption.Batch, assumption.Machine, memories, IsoKind.Capacity,
                    [.. capacities.Select(capacity => (double)capacity)]),
                new(network, assumption.Batch, assumption.Machine, memories, IsoKind.Area,
                    [.. ComparisonPlan.AreasOf(assumption.Machine, assumption.Memory, capacities).Distinct().Order()]));
        }
    }

    /// <summary>What has to run.</summary>
    public IEnumerable<StudyPoint> Points => _plans.Prepend(_baseline).SelectMany(plans => plans.Capacity.Points.Concat(plans.Area.Points));

    /// <summary>Puts results together; the first is the default.</summary>
    /// <param name="outcomes">Outcomes by id of their point.</param>
    public ImmutableArray<SensitivityResult> Collect(IReadOnlyDictionary<string, PointOutcome> outcomes)
    {
        Comparison capacity = _baseline.Capacity.Collect(outcomes);
        Comparison area = _baseline.Area.Collect(outcomes);
        var bound = new SensitivityResult(
            "ordering", "sequential", "overlapped (bound)", Best(capacity, Overlapped), Best(area, Overlapped));
        return
        [
            new("default", "", "", capacity.Best(1), area.Best(1)),
            .. _isSequential ? [bound] : Array.Empty<SensitivityResult>(),
            new("leakage", "of the array model", "half of it", Best(capacity, result => result.EnergyJ - result.LeakageJ / 2),
                Best(area, result => result.EnergyJ - result.LeakageJ / 2)),
            .. _assumptions.Select((assumption, i) => new SensitivityResult(
                assumption.Name, assumption.Default, assumption.Other, _plans[i].Capacity.Collect(outcomes).Best(1),
                    _plans[i].Area.Collect(outcomes).Best(1))),
        ];
    }

    private static (double Improvement, double Size)? Best(Comparison comparison, Func<PointResult, double> joule) =>
        comparison.Complete.Any()
        ? comparison.Complete.Select(size => (comparison.Ratio(size, 1, joule)!.Value, comparison.Sizes[size])).MaxBy(best => best.Item1)
        : null;

    /// <summary>What grows with time shrinks to the time of the longer of DRAM and the rest, operation by operation.</summary>
    private static double Overlapped(PointResult result)
    {
        double hidden = 1 - (double)result.OverlappedCycles / result.Cycles.Total;
        return result.EnergyJ - hidden * (result.LeakageJ + (double)result.Energy.DramBackgroundPj * Pico);
    }
}
