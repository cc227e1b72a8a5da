namespace CycleSim.Arrays.Models;

/// <summary>
/// Energy of a write by what its bits do. A 1 is the antiparallel state of a magnetic tunnel junction (reset), a 0 the parallel one (set);
/// in an SRAM both cost nothing beyond the bit line.
/// </summary>
/// <param name="FixedPj">Energy of H-tree, decoders and multiplexers, and in a cache of the tag array, in pJ per access.</param>
/// <param name="LinePjPerBit">Energy of charging the bit line of a written bit, in pJ.</param>
/// <param name="SetPj">Energy in the cell of writing a 0, in pJ.</param>
/// <param name="ResetPj">Energy in the cell of writing a 1, in pJ.</param>
/// <param name="Bits">Bits of a whole access, with check bits.</param>
public readonly record struct WriteEnergy(double FixedPj, double LinePjPerBit, double SetPj, double ResetPj, int Bits)
{
    /// <summary>
    /// Energy of a whole access in which every bit is driven and costs the more expensive of the two states: what array models report.
    /// </summary>
    public double WholeAccessPj => FixedPj + Bits * (LinePjPerBit + Math.Max(SetPj, ResetPj));

    /// <summary>Energy of a write that drives every bit, whether it changes or not, in pJ.</summary>
    public double DrivingAll(BitTransitions bits) => FixedPj
        + (bits.ZeroToOne + bits.StayOne) * (LinePjPerBit + ResetPj)
        + (bits.OneToZero + bits.StayZero) * (LinePjPerBit + SetPj);

    /// <summary>
    /// Energy of a write that drives only bits that change, in pJ. Knowing which do takes a read, whose energy is not in it.
    /// </summary>
    public double DrivingChanges(BitTransitions bits) => FixedPj
        + bits.ZeroToOne * (LinePjPerBit + ResetPj)
        + bits.OneToZero * (LinePjPerBit + SetPj);
}
