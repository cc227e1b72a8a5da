using CycleSim.Accelerator.Traffic;

namespace CycleSim.Studies.Reports;

/// <summary>What was written with the bits that really toggle, as a report has it.</summary>
/// <param name="WrittenBits">Bits that the machine writes, loads from DRAM included.</param>
/// <param name="ToggledBits">Those of them that toggle.</param>
/// <param name="StoredBits">Bits that training stored: each tensor once.</param>
/// <param name="StoredToggledBits">Those of them that toggled.</param>
/// <param name="WriteEnergyPj">Energy with the way of writing that was chosen, pJ.</param>
/// <param name="EveryBitPj">Energy when every bit pays, pJ.</param>
/// <param name="SelfTerminatedPj">Energy when a cell that holds its bit already ends its write by itself, pJ.</param>
/// <param name="ComparedPj">Energy when the array compares first, pJ.</param>
/// <param name="ExpectedWrongBitsStuckAtOld">Stored bits that are expected to be wrong when a failed write leaves the old bit.</param>
/// <param name="ExpectedWrongBitsFlip">The same when a failed write leaves the opposite bit.</param>
public record ReportedWrites(
    double WrittenBits, double ToggledBits, double StoredBits, double StoredToggledBits, double WriteEnergyPj, double EveryBitPj,
    double SelfTerminatedPj, double ComparedPj, double ExpectedWrongBitsStuckAtOld, double ExpectedWrongBitsFlip)
{
    internal static ReportedWrites Of(TrafficPart part, WriteScheme scheme) => new(
        part.WrittenBits, part.ToggledBits, part.StoredBits, part.StoredToggledBits, part.EnergyPj(scheme), part.FullPj,
        part.TerminatedPj, part.ComparedPj, part.StuckBits, part.FlippedBits);
}
