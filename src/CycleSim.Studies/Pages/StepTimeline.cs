using CycleSim.Accelerator.Lifetimes;
using CycleSim.Accelerator.Steps;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Timeline;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Pages;

/// <summary>A run's activity as rows of a timeline: operations, how busy each component is, and what lies in the scratchpads.</summary>
public static class StepTimeline
{
    private static readonly string[] PassNames = [.. Enum.GetValues<Pass>().Select(pass => EnumName.Of(pass).Replace('_', ' '))];

    /// <summary>The timeline of a run.</summary>
    /// <param name="result">The run's result.</param>
    /// <param name="activity">What its components did when.</param>
    /// <param name="maxBins">Maximum number of bins, at least 1.</param>
    public static TimelineModel Of(StepResult result, StepActivity activity, int maxBins)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBins, 1);
        long cycles = Math.Max(1, result.Cycles.Total);
        int bins = (int)Math.Min(maxBins, cycles);
        double[,,] events = activity.Bins(result.Program, cycles, bins);
        double peakGbPerS = result.Machine.DramPeakGbPerS;
        QuantityRow Row(ActivityRow row, string name, string unit, double factor, double top) => new(
            name, "pass", unit, top,
            [
                .. PassNames.Select((pass, index) => new TimelineQuantity(
                    pass, [.. Enumerable.Range(0, bins).Select(bin => events[(int)row, index, bin] * factor)])),
            ]);
        return new(
            TimelineTitle.Of(result), 0, cycles * result.Machine.ClockPeriodPs, bins,
            [
                Operations(result, activity), Row(ActivityRow.Array, "array", "% of cycles", 100, 100),
                Row(ActivityRow.VectorUnit, "vector unit", "% of cycles", 100, 100),
                Row(ActivityRow.Dram, "DRAM", "GB/s", peakGbPerS / StepActivity.PeakDramLinesPerCycle(result.Machine), peakGbPerS),
                Row(ActivityRow.ActivationScratchpad, "activation accesses", "lines a cycle", 1, 0),
                Row(ActivityRow.WeightScratchpad, "weight accesses", "lines a cycle", 1, 0),
                Row(ActivityRow.ErrorScratchpad, "error accesses", "lines a cycle", 1, 0),
                .. TensorRoles.All.Select(role => Occupancy(result, role, cycles, bins)),
            ]);
    }

    private static IntervalRow Operations(StepResult result, StepActivity activity)
    {
        long period = result.Machine.ClockPeriodPs;
        return new(
            "operations", "pass", 1, PassNames, [.. OperationSpan.Of(result, activity).Select(IntervalOf)]);

        TimelineInterval IntervalOf(OperationSpan span)
        {
            OperationResult operation = span.Operation;
            string note = FormattableString.Invariant($"{operation.Cycles.Total:N0} cycles, ")
                + $"{SiText.Format(operation.Dram.Bursts * result.Machine.Dram.BurstBytes, "B")} of DRAM traffic, "
                + SiText.Format((double)(operation.Energy.TotalPj * 1e-12m), "J");
            return new(
                span.StartCycle * period, span.EndCycle * period, 0, (int)operation.Pass, $"{operation.Layer} {operation.Part}", note);
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
