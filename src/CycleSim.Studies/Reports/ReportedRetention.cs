using System.Text.Json.Serialization;
using CycleSim.Accelerator.Lifetimes;
using CycleSim.Configuration.Text;
using CycleSim.Device.Junction;
using CycleSim.Device.Retention;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Reports;

/// <summary>How long data lie in a scratchpad, and the barrier that this needs, as a report has it.</summary>
/// <param name="Scratchpad">The scratchpad, in snake case.</param>
/// <param name="Stays">How often data lie there.</param>
/// <param name="MedianS">Time for which half of the words stay at most, seconds.</param>
/// <param name="P90S">Time for which 90 % of the words stay at most, seconds.</param>
/// <param name="MaxS">Longest stay, seconds.</param>
/// <param name="IdleShare">Share of the words' time in which nobody uses them, 0 to 1.</param>
/// <param name="Device">
/// The junction whose barrier it is: that of the memory's write point; of a memory of several arrays, the one that needs the highest.
/// </param>
/// <param name="IsDeviceAssumed">Whether the memory names no junction, and the default one is taken.</param>
/// <param name="TemperatureK">Temperature in K: that of the memory's circuits.</param>
/// <param name="DeltaAtTemperature">Barrier that the longest stay needs, kB T at the temperature; null where any is enough.</param>
/// <param name="DeltaAt300K">
/// Barrier of the same cell in kB T at 300 K; null where any is enough, or no size of the junction has it.
/// </param>
public sealed record ReportedRetention(
    string Scratchpad, long Stays, double MedianS, double P90S, double MaxS, double IdleShare, string Device, bool IsDeviceAssumed,
    double TemperatureK, double? DeltaAtTemperature = null, [property: JsonPropertyName("delta_at_300k")] double? DeltaAt300K = null)
{
    internal static ReportedRetention? Of(
        TensorRole role, StepLifetimes lifetimes, double cycleS, IReadOnlyList<RetainingJunction> junctions, double lossPerBit)
    {
        DataStay[] stays = [.. lifetimes.Of(role).OrderBy(stay => stay.Cycles)];
        if (stays.Length == 0)
            return null;
        double time = stays.Sum(stay => (double)stay.Cycles * stay.Tensor.Words);
        double used = stays.Sum(stay => (double)stay.UsedCycles * stay.Tensor.Words);
        double longest = stays[^1].Cycles * cycleS;
        (RetainingJunction cell, RequiredBarrier? barrier) = junctions
            .Select(candidate => (candidate, Barrier(candidate.Junction, longest, lossPerBit)))
            .MaxBy(candidate => candidate.Item2?.Exact ?? 0);
        return new ReportedRetention(
            EnumName.Of(role), stays.Length, Quantile(stays, 0.5) * cycleS, Quantile(stays, 0.9) * cycleS, longest,
            time == 0 ? 0 : 1 - used / time, cell.Junction.Name, cell.IsAssumed, cell.Junction.TemperatureK, barrier?.Exact,
            barrier?.ExactAt300K);
    }

    private static RequiredBarrier? Barrier(MagneticTunnelJunction junction, double timeS, double lossPerBit) =>
        RequiredBarrier.IsNeeded(junction, timeS, lossPerBit, ScalingPath.Area)
            ? RequiredBarrier.Of(junction, timeS, lossPerBit, ScalingPath.Area)
            : null;

    private static long Quantile(DataStay[] ascending, double share)
    {
        double left = share * ascending.Sum(stay => (double)stay.Tensor.Words);
        foreach (DataStay stay in ascending)
        {
            left -= stay.Tensor.Words;
            if (left <= 0)
                return stay.Cycles;
        }

        return ascending[^1].Cycles;
    }
}
