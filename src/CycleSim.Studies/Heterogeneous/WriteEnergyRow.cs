using System.Collections.Immutable;

namespace CycleSim.Studies.Heterogeneous;

/// <summary>Write energy of a training step at one capacity.</summary>
/// <param name="CapacityBytes">Total on-chip capacity.</param>
/// <param name="SramJ">With SRAM.</param>
/// <param name="BaseJ">With STT-MRAM whose bits are all written safely.</param>
/// <param name="HeterogeneousJ">With safe sign and exponent and a mantissa written at each of the rates.</param>
/// <param name="LeakageRatio">Leakage of the two arrays over that of one: what the split itself costs.</param>
internal sealed record WriteEnergyRow(
    long CapacityBytes, double SramJ, double BaseJ, ImmutableArray<double> HeterogeneousJ, double LeakageRatio)
{
    /// <summary>How many times less a heterogeneous memory takes than the safe one.</summary>
    public double Improvement(int rate) => BaseJ / HeterogeneousJ[rate];
}
