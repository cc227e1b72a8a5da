using CycleSim.Traces;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Heterogeneous;

/// <summary>One way to build and write a scratchpad.</summary>
/// <param name="Role">Whose scratchpad it is.</param>
/// <param name="CheapBits">Lowest bits of each word that lie in the cheap array, 0 to 32.</param>
/// <param name="Rate">Write error rate of the cheap array; 0 if it has no bits.</param>
/// <param name="Loss">Accuracy that training lost with it, a share; infinite if training did not converge.</param>
/// <param name="EnergyJ">Energy of the scratchpad in a training step, as far as it counts.</param>
public sealed record WriteOption(TensorRole Role, int CheapBits, double Rate, double Loss, double EnergyJ)
{
    /// <summary>The write error rates as `cyclesim train --activation-write-error-rates` takes them.</summary>
    public string Rates => CheapBits switch
    {
        0 => "off",
        StoredWord.Bits => FormattableString.Invariant($"all@{Rate:R}"),
        WriteEnergyStudy.CheapBits => FormattableString.Invariant($"mantissa@{Rate:R}"),
        _ => FormattableString.Invariant($"mantissa:{CheapBits}@{Rate:R}"),
    };
}
