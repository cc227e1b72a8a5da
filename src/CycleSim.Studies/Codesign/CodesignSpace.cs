using System.Collections.Immutable;
using CycleSim.Arrays.Cells;
using CycleSim.Configuration.Text;
using CycleSim.Device.Retention;
using CycleSim.Device.WriteVerify;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Studies.Heterogeneous;
using CycleSim.Traces;

namespace CycleSim.Studies.Codesign;

/// <summary>What co-design chooses from for each scratchpad.</summary>
/// <param name="BarriersKt">Energy barriers at 300 K, in kB T.</param>
/// <param name="PulsesNs">Widths of write pulses in ns.</param>
/// <param name="Codes">Error correcting codes of the bits that must be right.</param>
/// <param name="MaxAttempts">Largest number of attempts at a write, 1 or more.</param>
/// <param name="CheapBits">How many low bits of a word may lie in an array that is written cheaply; 0 for none.</param>
/// <param name="CheapRates">Write error rates of that array.</param>
public sealed record CodesignSpace(
    ImmutableArray<double> BarriersKt, ImmutableArray<double> PulsesNs, ImmutableArray<CodeChoice> Codes, int MaxAttempts,
    ImmutableArray<int> CheapBits, ImmutableArray<double> CheapRates)
{
    /// <summary>Low bits of a word that trainings try: two in steps of a byte, the mantissa, and all.</summary>
    public static readonly ImmutableArray<int> TriedCheapBits = [8, 16, WriteEnergyStudy.CheapBits, StoredWord.Bits];

    /// <summary>Write error rates of cheap bits that trainings try.</summary>
    public static readonly ImmutableArray<double> TriedCheapRates = [1e-5, DeviceWritePoints.RelaxedWriteErrorRate, 1e-2, 0.1];

    /// <summary>Allowed numbers of attempts.</summary>
    public static readonly NumberRange AttemptCounts = new(1, AttemptStatistics.MaxAttempts);

    /// <summary>The space with what a baseline has in it, so that the baseline is one of its designs.</summary>
    /// <param name="baseline">The baseline.</param>
    public CodesignSpace With(CellDesign baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return this with
        {
            BarriersKt = Added(BarriersKt, baseline.BarrierKt),
            PulsesNs = Added(PulsesNs, baseline.PulseNs),
            Codes = Codes.Contains(baseline.Code) ? Codes : Codes.Insert(0, baseline.Code),
        };
    }

    /// <summary>All ways to store the bits that must be right, in a fixed order.</summary>
    public IEnumerable<CellDesign> Designs() =>
        from pulse in PulsesNs
        from code in Codes
        from attempts in Enumerable.Range(1, MaxAttempts)
        from barrier in BarriersKt
        select new CellDesign(barrier, pulse, code, attempts);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="InputException">Something is out of range, or nothing is left to choose from.</exception>
    public void Check()
    {
        if (BarriersKt.IsEmpty || PulsesNs.IsEmpty || Codes.IsEmpty)
            throw new InputException("barriers, pulses and codes need at least one value each");
        foreach (double barrier in BarriersKt.Where(barrier => !BarrierEscape.BarriersKt.Contains(barrier)))
            throw OutOfRange("a barrier", barrier, "kT", BarrierEscape.BarriersKt);
        foreach (double pulse in PulsesNs.Where(pulse => !WriteSolver.PulsesNs.Contains(pulse)))
            throw OutOfRange("a pulse", pulse, "ns", WriteSolver.PulsesNs);
        if (!AttemptCounts.Contains(MaxAttempts))
            throw new InputException($"{MaxAttempts} attempts are out of range; allowed: {AttemptCounts.Text}");
    }

    private static ImmutableArray<double> Added(ImmutableArray<double> values, double value) =>
        [.. values.Where(other => Math.Abs(other / value - 1) > 1e-3).Append(value).Order()];

    private static InputException OutOfRange(string what, double value, string unit, NumberRange range) => new(
        FormattableString.Invariant($"{what} of {value:G6} {unit} is out of range; allowed: {range.Text}"));
}
