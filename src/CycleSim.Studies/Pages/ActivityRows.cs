using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Lifetimes;
using CycleSim.Accelerator.Steps;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Timeline;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Pages;

/// <summary>A run's activity as rows of a timeline: operations, how busy each component is, and what lies in the scratchpads.</summary>
internal static class ActivityRows
{
    private const int MaxBins = 4096;

    private static readonly string[] PassNames = [.. Enum.GetValues<Pass>().Select(pass => EnumName.Of(pass).Replace('_', ' '))];

    internal static TimelineModel Of(StepResult result, ActivityTimeline activity)
    {
        long cycles = Math.Max(1, result.Cycles.Total);
        int bins = (int)Math.Min(MaxBins, cycles);
        double[,,] events = activity.Bins(result.Program, cycles, bins);
        double periodNs = result.Machine.ClockPeriodPs * 1e-3;
        QuantityRow Row(ActivityRow row, string name, string unit, double factor, double top) => new(
            name, "pass", unit, top,
            [
                .. PassNames.Select((pass, index) => new TimelineQuantity(
                    pass, [.. Enumerable.Range(0, bins).Select(bin => events[(int)row, index, bin] * factor)])),
            ]);
        return new(
            "", 0, cycles * result.Machine.ClockPeriodPs, bins,
            [
                Operations(result, activity), Row(ActivityRow.Array, "array", "% of cycles", 100, 100),
                Row(ActivityRow.VectorUnit, "vector unit", "% of cycles", 100, 100),
                Row(ActivityRow.Dram, "DRAM", "GB/s", result.Machine.Dram.BurstBytes / periodNs, result.Machine.DramPeakGbPerS),
                Row(ActivityRow.ActivationScratchpad, "activation accesses", "lines a cycle", 1, 0),
                Row(ActivityRow.WeightScratchpad, "weight accesses", "lines a cycle", 1, 0),
                Row(ActivityRow.ErrorScratchpad, "error accesses", "lines a cycle", 1, 0),
                .. TensorRoles.All.Select(role => Occupancy(result, role, cycles, bins)),
            ]);
    }

    /// <summary>Each operation, from its first computation to its last; DRAM phases count where nothing overlaps.</summary>
    private static IntervalRow Operations(StepResult result, ActivityTimeline activity)
    {
        long period = result.Machine.ClockPeriodPs;
        bool overlaps = !Orderings.All.Get(result.Machine.Ordering).NeverOverlaps;
        var spans = new SortedDictionary<int, (long Start, long End)>();
        foreach (PhaseInterval phase in activity.Phases.Where(phase => !overlaps || phase.Kind != PhaseKind.Dram))
        {
            (long start, long end) = spans.GetValueOrDefault(phase.Operation, (phase.StartCycle, phase.EndCycle));
            spans[phase.Operation] = (Math.Min(start, phase.StartCycle), Math.Max(end, phase.EndCycle));
        }

        return new(
            "operations", "pass", 1, PassNames,
            [.. spans.OrderBy(span => span.Value.Start).Select(span => IntervalOf(span.Key, span.Value))]);

        TimelineInterval IntervalOf(int index, (long Start, long End) span)
        {
            OperationResult operation = result.Operations[Math.Min(index, result.Operations.Length - 1)];
            string note = FormattableString.Invariant($"{operation.Cycles.Total:N0} cycles, ")
                + $"{SiText.Format(operation.Dram.Bursts * result.Machine.Dram.BurstBytes, "B")} of DRAM traffic, "
                + SiText.Format((double)(operation.Energy.TotalPj * 1e-12m), "J");
            return new(span.Start * period, span.End * period, 0, (int)operation.Pass, $"{operation.Layer} {operation.Part}", note);
        }
    }

    /// <summary>
    /// Whole tensors that lie in a scratchpad; tiles that pass through it are not counted. Operations are not looked into: where a tensor
    /// makes room for another within one, both count.
    /// </summary>
    private static QuantityRow Occupancy(StepResult result, TensorRole role, long cycles, int bins)
    {
        double[] held = new double[bins];
        double width = cycles / (double)bins;
        foreach (DataStay stay in StepLifetimes.Of(result).Stays.Where(stay => stay.Tensor.Role == role && !stay.IsTile))
        {
            int last = Math.Min(bins - 1, (int)(stay.EndCycle / width));
            for (int bin = (int)(stay.StartCycle / width); bin <= last; bin++)
            {
                double overlap = Math.Min(stay.EndCycle, (bin + 1) * width) - Math.Max(stay.StartCycle, bin * width);
                held[bin] += Math.Max(0, overlap) / width * stay.Tensor.Words * result.Machine.WordBytesOf(stay.Tensor) / (1 << 20);
            }
        }

        return new($"{EnumName.Of(role)} held", "", "MiB", 0, [new("whole tensors, during whole operations", held)]);
    }
}
