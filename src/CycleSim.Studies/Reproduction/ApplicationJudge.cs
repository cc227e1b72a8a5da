using CycleSim.Configuration.Text;
using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Heterogeneous;

namespace CycleSim.Studies.Reproduction;

/// <summary>Judges the claim on heterogeneous scratchpads, and has those on accuracy judged.</summary>
/// <param name="accuracy">Training runs.</param>
/// <param name="writes">Write energy; null if it was not computed.</param>
/// <param name="calibrated">The same with the write points of the calibrated cell, at the cheap rate: capacity and improvement.</param>
/// <param name="onLine">The same against a safe write point on the paper's straight line.</param>
internal sealed class ApplicationJudge(
    IReadOnlyList<AccuracyResult> accuracy, WriteEnergyStudy? writes, IReadOnlyList<(long Capacity, double Improvement)> calibrated,
    IReadOnlyList<(long Capacity, double Improvement)> onLine)
{
    internal Judgement Judge(Claim claim)
    {
        if (claim.Id == "E3")
            return writes is { Rows.Length: > 0 } ? Writes(claim, writes)
                : Judgement.NotRun("The comparison at equal capacity has no results.");
        return new AccuracyJudge(accuracy).Judge(claim);
    }

    private Judgement Writes(Claim claim, WriteEnergyStudy study)
    {
        int last = WriteEnergyStudy.Rates.Length - 1;
        WriteEnergyRow best = study.Rows.MaxBy(row => row.Improvement(last))!;
        WriteEnergyRow least = study.Rows.MinBy(row => row.Improvement(last))!;
        double max = Math.Max(best.Improvement(last), onLine.Select(row => row.Improvement).DefaultIfEmpty().Max());
        bool reaches = Math.Abs(max / claim.Expected("improvement") - 1) <= claim.Expected("tolerance");
        bool improves = study.Rows.All(row => row.Improvement(last) > 1);
        bool approaches = study.Rows.All(
            row => Math.Abs(Math.Log(row.HeterogeneousJ[last] / row.SramJ)) < Math.Abs(Math.Log(row.BaseJ / row.SramJ))
                || row.BaseJ < row.SramJ);
        return new(
            reaches && improves && approaches ? Verdict.Holds : improves ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"{least.Improvement(last):0.00} to {best.Improvement(last):0.00} times less write energy (max at ") +
            Text($"{ByteSize.Format(best.CapacityBytes)})") + UpTo(onLine, "with the safe write point on the paper's straight line") +
            UpTo(calibrated, "with the calibrated cell's write points"),
            Text($"Against SRAM the writes take {study.Rows[0].BaseJ / study.Rows[0].SramJ:0.0} times the energy when all bits are safe ") +
            Text($"and {study.Rows[0].HeterogeneousJ[last] / study.Rows[0].SramJ:0.0} times with a cheap mantissa at ") +
            Text($"{ByteSize.Format(study.Rows[0].CapacityBytes)}, ") +
            Text($"{study.Rows[^1].BaseJ / study.Rows[^1].SramJ:0.0} and ") +
            Text($"{study.Rows[^1].HeterogeneousJ[last] / study.Rows[^1].SramJ:0.0} times at ") +
            Text($"{ByteSize.Format(study.Rows[^1].CapacityBytes)}. ") +
            Text($"Two arrays leak {study.Rows.Min(row => row.LeakageRatio):0.00} to ") +
            Text($"{study.Rows.Max(row => row.LeakageRatio):0.00} times as much as one, which the write energy does not show. ") +
            "9 of 32 bits stay expensive and the periphery with the tags pays always, which bounds the improvement; a cheap rate " +
            "costs what the device layer says.");
    }

    private static string UpTo(IReadOnlyList<(long Capacity, double Improvement)> rows, string what) => rows.Count == 0
        ? ""
        : Text($"; {what} up to {rows.Max(row => row.Improvement):0.00} at {ByteSize.Format(rows.MaxBy(row => row.Improvement).Capacity)}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
