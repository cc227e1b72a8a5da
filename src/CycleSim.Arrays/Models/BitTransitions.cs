namespace CycleSim.Arrays.Models;

/// <summary>What the bits of a write do.</summary>
/// <param name="ZeroToOne">Bits that change from 0 to 1.</param>
/// <param name="OneToZero">Bits that change from 1 to 0.</param>
/// <param name="StayZero">Bits that are 0 and stay so.</param>
/// <param name="StayOne">Bits that are 1 and stay so.</param>
public readonly record struct BitTransitions(long ZeroToOne, long OneToZero, long StayZero, long StayOne)
{
    /// <summary>All bits.</summary>
    public long Bits => ZeroToOne + OneToZero + StayZero + StayOne;
}
