using System.Collections.Immutable;
using System.Globalization;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Codesign;

/// <summary>What a result says, as tables and sentences for the terminal and for a page.</summary>
public static class CodesignTables
{
    private const double Micro = 1e-6;
    private const double Percent = 100;

    /// <summary>What was made as small as possible, in words.</summary>
    /// <param name="result">The result.</param>
    public static string Objective(CodesignResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return (result.Objective, result.WritesOnly) switch
        {
            ("time", _) => "time of the step",
            ("area", _) => "area of the scratchpads",
            (_, true) => "energy of scratchpad writes",
            _ => "energy of the scratchpads (accesses and leakage)",
        };
    }

    /// <summary>The choice, scratchpad by scratchpad, with the baseline behind it.</summary>
    /// <param name="result">The result.</param>
    public static ReportTable Choice(CodesignResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(
            [
                "scratchpad", "barrier (kT)", "pulse (ns)", "current (uA)", "code", "attempts", "cheap bits", "at rate", "write (pJ/bit)",
                "energy (uJ)", "baseline (uJ)", "loss (points)",
            ],
            [
                .. result.Scratchpads.Select(choice => (ImmutableArray<string>)
                [
                    choice.Scratchpad, Number(choice.Cell.BarrierKt), Number(choice.Cell.PulseNs), Number(choice.Cell.CurrentUa),
                    choice.Cell.Code, Attempts(choice.Cell), Number(choice.CheapBits), Number(choice.CheapWriteErrorRate),
                    Number(choice.Array.WritePjPerBit), Number(choice.Cost.EnergyJ / Micro), Number(choice.BaselineCost.EnergyJ / Micro),
                    Number(choice.PredictedLossPoints),
                ]),
                [
                    "baseline", Number(result.Baseline.BarrierKt), Number(result.Baseline.PulseNs), Number(result.Baseline.CurrentUa),
                    result.Baseline.Code, Attempts(result.Baseline), "0", "-", Number(result.BaselineArray.WritePjPerBit), "",
                    Number(result.Scratchpads.Sum(choice => choice.BaselineCost.EnergyJ) / Micro), "0",
                ],
            ]);
    }

    /// <summary>The barrier that keeping data needs.</summary>
    /// <param name="result">The result.</param>
    public static ReportTable Retention(CodesignResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(
            [
                "scratchpad", "longest stay (s)", "may lose", "nominal cell needs (kT)", "for ten years (kT)", "chosen (kT)", "cells lose",
                "in ten years",
            ],
            [
                .. result.Scratchpads.Select(choice => (ImmutableArray<string>)
                [
                    choice.Scratchpad, Number(choice.Retention.LifetimeS), Number(choice.Retention.AllowedLoss),
                    Number(choice.Retention.LifetimeKt), Number(choice.Retention.TenYearsKt), Number(choice.Cell.BarrierKt),
                    Number(choice.Retention.LossOverLifetime), Number(choice.Retention.LossOverTenYears),
                ]),
            ]);
    }

    /// <summary>The numbers of the claim.</summary>
    /// <param name="result">The result.</param>
    public static ReportTable Claim(CodesignResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(
            [
                "cells differ", "40 kT lose", "write error rate", "current (uA)", "baseline (uA)", "pulses / baseline", "array / baseline",
                "verdict",
            ],
            [
                .. result.Claim.Rows.Select(row => (ImmutableArray<string>)
                [
                    row.Variation, Number(row.RetentionLoss), Number(row.WriteErrorRate), Number(row.CurrentUa),
                    Number(row.BaselineCurrentUa), Number(row.CellEnergyRatio), Number(row.ArrayEnergyRatio), row.Verdict,
                ]),
            ]);
    }

    /// <summary>What the checks say, in sentences.</summary>
    /// <param name="result">The result.</param>
    public static IReadOnlyList<string> Verdicts(CodesignResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ReportedAccuracy accuracy = result.Accuracy;
        return
        [
            "a step, simulated with a memory of its own in each scratchpad: "
                + $"{Change("scratchpads", result, step => step.ScratchpadEnergyJ)}, "
                + $"{Change("machine", result, step => step.EnergyJ)}; time {Ratio(result, step => step.TimeS)} and area "
                + $"{Ratio(result, step => step.AreaMm2)} of the baseline's",
            result.KeepsData
                ? $"data are kept right for the lifetimes of that step: a line fails with {Number(result.MaxLineFailure)} at most"
                : "data are NOT kept right for the lifetimes of that step: a line may fail more often than "
                    + Number(result.MaxLineFailure),
            $"accuracy without write errors {Mean(accuracy.ExactPercent)} %, with the choice {Mean(accuracy.ChosenPercent)} % "
                + $"({accuracy.ChosenPercent.Count} seeds each)",
            $"loss predicted {Number(accuracy.PredictedLossPoints)} points, measured {Number(accuracy.LossPoints)} points (sampling noise "
                + $"{Number(accuracy.NoisePoints)}), allowed {Number(accuracy.MaxLossPoints)}: "
                + (accuracy.Confirmed ? "confirmed" : "REFUTED"),
            $"cheapest choice without cheap bits, which loses nothing: {Number(result.WithoutCheapBits.Cost.EnergyJ / Micro)} uJ ("
                + $"{string.Join("; ", result.WithoutCheapBits.Scratchpads)})",
        ];
    }

    private static string Change(string what, CodesignResult result, Func<ReportedStep, double> energy) =>
        $"{what} {Number(energy(result.Step) / Micro)} uJ, {Ratio(result, energy)} of the baseline's "
            + Number(energy(result.BaselineStep) / Micro);

    private static string Ratio(CodesignResult result, Func<ReportedStep, double> quantity) =>
        string.Create(CultureInfo.InvariantCulture, $"{Percent * quantity(result.Step) / quantity(result.BaselineStep):0.0} %");

    private static string Mean(IReadOnlyList<double?> accuracies) =>
        accuracies.Any(accuracy => accuracy is null) ? "diverged" : Number(accuracies.Average());

    private static string Attempts(ReportedCell cell) => cell.MaxAttempts == 1 ? "1" : $"{Number(cell.MeanAttempts)} of {cell.MaxAttempts}";

    private static string Number(double? value) => value?.ToString("G4", CultureInfo.InvariantCulture) ?? "-";
}
