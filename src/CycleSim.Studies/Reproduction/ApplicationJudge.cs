using CycleSim.Configuration.Text;
using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Heterogeneous;

namespace CycleSim.Studies.Reproduction;

/// <summary>Judges the claims on accuracy and on heterogeneous scratchpads.</summary>
/// <param name="accuracy">Training runs.</param>
/// <param name="writes">Write energy; null if it was not computed.</param>
/// <param name="calibrated">The same with the write points of the calibrated cell, at the cheap rate: capacity and improvement.</param>
/// <param name="onLine">The same against a safe write point on the paper's straight line.</param>
internal sealed class ApplicationJudge(
    IReadOnlyList<AccuracyResult> accuracy, WriteEnergyStudy? writes, IReadOnlyList<(long Capacity, double Improvement)> calibrated,
    IReadOnlyList<(long Capacity, double Improvement)> onLine)
{
    private static readonly Dictionary<string, double> Chance =
        new() { ["mnist"] = 0.1, ["fashion-mnist"] = 0.1, ["cifar-10"] = 0.1, ["cifar-100"] = 0.01 };

    internal Judgement Judge(Claim claim)
    {
        if (claim.Id == "E3")
            return writes is { Rows.Length: > 0 } ? Writes(claim, writes)
                : Judgement.NotRun("The comparison at equal capacity has no results.");
        AccuracyResult[] run = [.. accuracy.Where(result => result.Missing is null)];
        string missing = string.Concat(accuracy.Where(result => result.Missing is not null).Select(
            result => $" {result.Name} was not run: {result.Missing}."));
        if (run.Length == 0)
            return Judgement.NotRun($"Training needs data sets.{missing}");
        return claim.Id == "E1" ? Exponents(claim, run, missing) : Mantissas(claim, run, missing);
    }

    private static Judgement Exponents(Claim claim, AccuracyResult[] run, string missing)
    {
        int fails = 0, learnt = 0;
        var texts = new List<string>();
        foreach (AccuracyResult result in run)
        {
            double gained = Gain(result, result.Exact);
            foreach ((TrainingRequest request, TrainedRun trained) in result.All)
            {
                texts.Add($"{NameOf(result, request)}: {Outcome(trained)} ({Outcome(result.Exact)} without errors)");
                bool failed = trained.HasDiverged || (HasLearnt(result) && Gain(result, trained) < claim.Expected("lost_share") * gained);
                learnt += trained.HasDiverged || HasLearnt(result) ? 1 : 0;
                fails += failed ? 1 : 0;
            }
        }

        return new(
            fails == texts.Count ? Verdict.Holds : fails > 0 ? Verdict.HoldsInPart : learnt == 0 ? Verdict.NotRun : Verdict.DoesNotHold,
            $"{fails} of {texts.Count} runs with errors in all bits do not converge", string.Join("; ", texts) + $".{missing}");
    }

    private static Judgement Mantissas(Claim claim, AccuracyResult[] run, string missing)
    {
        int holds = 0, told = 0, all = 0;
        var texts = new List<string>();
        foreach (AccuracyResult result in run)
        {
            foreach ((TrainingRequest request, TrainedRun trained) in result.Mantissa)
            {
                all++;
                if (!HasLearnt(result) && !trained.HasDiverged)
                {
                    texts.Add($"{NameOf(result, request)}: {Outcome(trained)}, {Outcome(result.Exact)} without errors: " +
                        $"{result.Exact.Steps} steps are too few to tell");
                    continue;
                }

                told++;
                double loss = (result.Exact.TestAccuracy ?? 0) - (trained.TestAccuracy ?? 0);
                double noise = Math.Sqrt(result.Exact.Deviation * result.Exact.Deviation + trained.Deviation * trained.Deviation);
                bool free = !trained.HasDiverged && loss <= Math.Max(claim.Expected("points"), claim.Expected("deviations") * noise);
                holds += free ? 1 : 0;
                texts.Add(Text($"{NameOf(result, request)}: {Outcome(trained)}, {Outcome(result.Exact)} without errors ") +
                    Text($"({100 * noise:0.0} points of sampling noise)"));
            }
        }

        return new(
            told == 0 ? Verdict.NotRun
                : holds == told && told == all ? Verdict.Holds : holds > 0 ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            $"no loss beyond noise in {holds} of {told} runs that tell ({all} run)", string.Join("; ", texts) + $".{missing}");
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
            Text($"{least.Improvement(last):0.00} to {best.Improvement(last):0.00} times less write energy (greatest at ") +
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

    private static double Gain(AccuracyResult result, TrainedRun run) => (run.TestAccuracy ?? 0) - Chance[result.Group.Exact.Dataset];

    private static bool HasLearnt(AccuracyResult result) => result.Exact.TestAccuracy > 2 * Chance[result.Group.Exact.Dataset];

    private static string NameOf(AccuracyResult result, TrainingRequest request) =>
        $"{result.Name}, {request.ErrorModel}";

    private static string Outcome(TrainedRun run) =>
        run.HasDiverged ? $"diverged at step {run.Steps}" : Text($"{100 * run.TestAccuracy:0.0} %");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
