namespace CycleSim.Arrays.Circuit;

/// <summary>Lower bound of each metric over the sense amplifiers that are possible.</summary>
internal sealed record SensingBound(double Height, double Latency, double Energy, double Leakage)
{
    public static SensingBound Of(in SenseAmplifier sense, SensingBound? other) => other is null
        ? new(sense.Height, sense.Latency, sense.Energy, sense.Leakage)
        : new(
            Math.Min(sense.Height, other.Height), Math.Min(sense.Latency, other.Latency), Math.Min(sense.Energy, other.Energy),
            Math.Min(sense.Leakage, other.Leakage));
}
