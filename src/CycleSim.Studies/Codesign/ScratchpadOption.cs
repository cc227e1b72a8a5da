using CycleSim.Accelerator.Steps;
using CycleSim.Device.Writing;
using CycleSim.Studies.Heterogeneous;
using CycleSim.Traces;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Codesign;

/// <summary>One way to build and write a scratchpad.</summary>
/// <param name="Role">Whose scratchpad it is.</param>
/// <param name="Cell">The cells of the bits that must be right; with 32 cheap bits, those of these.</param>
/// <param name="CheapBits">Lowest bits of each word that lie in a cheaply written array, 0 to 32.</param>
/// <param name="CheapRate">Write error rate of that array; 0 if it has no bits.</param>
/// <param name="CheapPoint">How it is written; null if it has no bits.</param>
/// <param name="Memory">The memory as the machine sees it.</param>
/// <param name="MeanAttempts">Mean attempts at the write of a line, 1 or more.</param>
/// <param name="Cost">What it costs.</param>
/// <param name="AccuracyLoss">Accuracy that training lost with it, a share; infinite if training did not converge.</param>
public sealed record ScratchpadOption(
    TensorRole Role, StoredCell Cell, int CheapBits, double CheapRate, JunctionWritePoint? CheapPoint, ScratchpadMemory Memory,
    double MeanAttempts, ScratchpadCost Cost, double AccuracyLoss)
{
    /// <summary>The write error rates as `cyclesim train --activation-write-error-rates` takes them.</summary>
    public string Rates => RatesOf(CheapBits, CheapRate);

    /// <summary>What it is, in a few words.</summary>
    public string Text
    {
        get
        {
            string cheap = CheapBits == 0 ? "" : FormattableString.Invariant($", {CheapBits} bits at {CheapRate:0.#e+0}");
            CellDesign design = Cell.Design;
            return FormattableString.Invariant($"{design.BarrierKt:0.#} kT, {design.PulseNs:0.###} ns, {design.Code.Text}")
                + (design.Attempts == 1 ? "" : FormattableString.Invariant($", up to {design.Attempts} attempts")) + cheap;
        }
    }

    /// <summary>Write error rates of cheap bits, as `cyclesim train --activation-write-error-rates` takes them.</summary>
    /// <param name="cheapBits">Lowest bits of each word, 0 to 32.</param>
    /// <param name="rate">Their write error rate.</param>
    public static string RatesOf(int cheapBits, double rate) => cheapBits switch
    {
        0 => "off",
        StoredWord.Bits => FormattableString.Invariant($"all@{rate:R}"),
        WriteEnergyStudy.CheapBits => FormattableString.Invariant($"mantissa@{rate:R}"),
        _ => FormattableString.Invariant($"mantissa:{cheapBits}@{rate:R}"),
    };
}
