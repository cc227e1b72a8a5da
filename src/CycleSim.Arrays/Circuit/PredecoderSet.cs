using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>One or two predecode blocks that share a number of address bits, or several such sets together.</summary>
internal readonly record struct PredecoderSet(double Latency, double RampOut, double Energy, double Leakage, double Area)
{
    /// <summary>Max address bits.</summary>
    public const int MaxBits = 2 * PredecodeBlock.MaxBits;

    public static PredecoderSet Create(ProcessNode process, int bits, double loadCap)
    {
        // More than three bits are split into two blocks whose lines the row decoder combines.
        int second = bits > 3 ? bits / 2 : 0;
        var first = PredecodeBlock.Create(process, bits - second, loadCap);
        PredecodeBlock other = second == bits - second ? first : PredecodeBlock.Create(process, second, loadCap);
        return new(
            Math.Max(first.Latency, other.Latency), Math.Min(first.RampOut, other.RampOut), first.Energy + other.Energy,
            first.Leakage + other.Leakage, first.Area + other.Area);
    }

    /// <summary>Sets that work at the same time.</summary>
    public PredecoderSet Beside(in PredecoderSet other) => new(
        Math.Max(Latency, other.Latency), Math.Min(RampOut, other.RampOut), Energy + other.Energy, Leakage + other.Leakage,
        Area + other.Area);
}
