namespace CycleSim.Dram.FastForward;

/// <summary>When requests were accepted: cycles counted from one of them on.</summary>
/// <param name="From">Cycle that they count from.</param>
/// <param name="Offsets">The cycles.</param>
/// <param name="First">Index of the first request's.</param>
internal readonly record struct AcceptTimes(long From, int[] Offsets, int First)
{
    internal long this[int index] => From + Offsets[First + index];

    internal AcceptTimes Skip(int count) => this with { First = First + count };
}
