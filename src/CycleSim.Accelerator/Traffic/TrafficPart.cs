namespace CycleSim.Accelerator.Traffic;

/// <summary>What is written to one array, with the bits that really toggle. Sums of parts are parts.</summary>
/// <param name="WrittenBits">Bits that the machine writes, loads from DRAM included.</param>
/// <param name="ToggledBits">Those of them that toggle; all, of tensors that training does not show.</param>
/// <param name="StoredBits">Bits that training stored: each tensor once.</param>
/// <param name="StoredToggledBits">Those of them that toggled.</param>
/// <param name="FullPj">Energy when every bit pays.</param>
/// <param name="TerminatedPj">
/// Energy when each cell's write ends by itself if it holds the bit already: the periphery, and the cells of bits that toggle.
/// </param>
/// <param name="ComparedPj">Energy when the array compares first: a read, the periphery, and the cells of bits that toggle.</param>
/// <param name="StuckBits">Bits that training stored and that are expected to be wrong when a failed write leaves the old bit.</param>
/// <param name="FlippedBits">
/// The same when a failed write leaves the opposite bit; with a comparison only bits that toggle are written and can fail.
/// </param>
public readonly record struct TrafficPart(
    double WrittenBits, double ToggledBits, double StoredBits, double StoredToggledBits, double FullPj, double TerminatedPj,
    double ComparedPj,
    double StuckBits, double FlippedBits)
{
    /// <summary>Share of the stored bits that toggle, 0 to 1.</summary>
    public double ToggledShare => StoredBits == 0 ? 0 : StoredToggledBits / StoredBits;

    /// <summary>The sum.</summary>
    public static TrafficPart operator +(TrafficPart a, TrafficPart b) => new(
        a.WrittenBits + b.WrittenBits, a.ToggledBits + b.ToggledBits, a.StoredBits + b.StoredBits,
        a.StoredToggledBits + b.StoredToggledBits,
        a.FullPj + b.FullPj, a.TerminatedPj + b.TerminatedPj, a.ComparedPj + b.ComparedPj, a.StuckBits + b.StuckBits,
        a.FlippedBits + b.FlippedBits);

    /// <summary>The sum of many, in their order.</summary>
    public static TrafficPart Sum(IEnumerable<TrafficPart> parts) => parts.Aggregate(default(TrafficPart), (sum, part) => sum + part);

    /// <summary>The energy with a way of writing.</summary>
    public double EnergyPj(WriteScheme scheme) => scheme == WriteScheme.CompareBeforeWrite ? ComparedPj : FullPj;

    internal TrafficPart Times(double factor) => new(
        WrittenBits * factor, ToggledBits * factor, StoredBits * factor, StoredToggledBits * factor, FullPj * factor, TerminatedPj * factor,
        ComparedPj * factor, StuckBits * factor, FlippedBits * factor);
}
