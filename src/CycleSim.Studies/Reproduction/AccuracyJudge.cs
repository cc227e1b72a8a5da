using CycleSim.Studies.Accuracy;

namespace CycleSim.Studies.Reproduction;

/// <summary>Judges the claims on accuracy by pairs of trainings with and without write errors.</summary>
/// <param name="accuracy">Training runs.</param>
internal sealed class AccuracyJudge(IReadOnlyList<AccuracyResult> accuracy)
{
    private static readonly Dictionary<string, double> Chance =
        new() { ["mnist"] = 0.1, ["fashion-mnist"] = 0.1, ["cifar-10"] = 0.1, ["cifar-100"] = 0.01 };

    internal Judgement Judge(Claim claim)
    {
        AccuracyResult[] run = [.. accuracy.Where(result => result.Missing is null)];
        string missing = string.Concat(accuracy.Where(result => result.Missing is not null).Select(
            result => $" {result.Group.Name} was not run: {result.Missing}."));
        if (run.Length == 0)
            return Judgement.NotRun($"Training needs data sets.{missing}");
        return claim.Id == "E1" ? Exponents(claim, run, missing) : Mantissas(claim, run, missing);
    }

    // Sign and exponent alone, and all bits.
    private static Judgement Exponents(Claim claim, AccuracyResult[] run, string missing)
    {
        var cases = run.SelectMany(result => result.Cases.Where(one => one.Case.Field != FailingField.Mantissa)
            .Select(one => (result, one.Case, one.Runs, Outcome: ConvergenceOf(claim, result, one.Runs)))).ToArray();
        var told = cases.Where(one => IsHigh(one.Case) && one.Outcome != Outcome.Open).ToArray();
        int stopped = told.Count(one => one.Outcome == Outcome.Lost);
        var alone = cases.Where(one => one.Case.Field == FailingField.SignAndExponent).ToArray();
        bool isEnough = told.Any(one => one.Case.Field == FailingField.SignAndExponent)
            && alone.Select(one => one.Case.Rate).Distinct().Count() >= claim.Expected("rates")
            && told.All(one => one.Runs.Runs.Length >= claim.Expected("pairs"));
        Verdict verdict = told.Length == 0 ? Verdict.Open
            : stopped == 0 ? Verdict.DoesNotHold
            : stopped == told.Length && isEnough ? Verdict.Holds : Verdict.HoldsInPart;
        string rates = string.Join("; ", run.Select(result => Smallest(result, alone.Where(one => one.result == result)
            .Select(one => (one.Case, one.Outcome)))));
        return new(
            verdict, $"{stopped} of {told.Length} cases at {claim.Expected("rate"):0e+0} and above do not converge; {rates}",
            string.Join("; ", cases.Select(one => Sentence(one.result, one.Case, one.Runs))) + $".{missing}");

        bool IsHigh(WriteErrorCase one) => one.Rate >= claim.Expected("rate");
    }

    private static string Smallest(AccuracyResult result, IEnumerable<(WriteErrorCase Case, Outcome Outcome)> alone)
    {
        WriteErrorCase? least = alone.Where(one => one.Outcome == Outcome.Lost).Select(one => one.Case).MinBy(one => one.Rate);
        return least is null
            ? $"{result.Group.Name}: sign and exponent alone stop none"
            : $"{result.Group.Name}: sign and exponent alone from {least.RateText} on ({least.ErrorModel})";
    }

    // A case does not converge if no seed does: each diverges, or loses a large share of what it gains without errors.
    private static Outcome ConvergenceOf(Claim claim, AccuracyResult result, SeededRuns runs)
    {
        if (!HasLearnt(result))
            return Outcome.Open;
        bool hasStopped = result.Exact.Runs.Zip(runs.Runs).All(pair => pair.Second.HasDiverged
            || Gain(result, pair.Second) <= (1 - claim.Expected("lost_share")) * Gain(result, pair.First));
        return hasStopped ? Outcome.Lost : Outcome.Free;
    }

    private static Judgement Mantissas(Claim claim, AccuracyResult[] run, string missing)
    {
        var cases = run.SelectMany(result => result.Cases
            .Where(one => one.Case.Field == FailingField.Mantissa && one.Case.Rate <= claim.Expected("rate"))
            .Select(one => (result, one.Case, one.Runs, Loss: LossOf(claim, result, one.Runs)))).ToArray();
        int free = cases.Count(one => one.Loss.Outcome == Outcome.Free);
        int lost = cases.Count(one => one.Loss.Outcome == Outcome.Lost);
        Verdict verdict = cases.Length == 0 ? Verdict.NotRun
            : free == cases.Length ? Verdict.Holds
            : free > 0 ? Verdict.HoldsInPart
            : lost > 0 ? Verdict.DoesNotHold : Verdict.Open;
        return new(
            verdict,
            Text($"a loss of {100 * claim.Expected("points"):0} points excluded in {free} of {cases.Length} cases, ") +
            $"seen in {lost}, open in {cases.Length - free - lost}",
            string.Join("; ", cases.Select(one => Sentence(one.result, one.Case, one.Runs) + $", {one.Loss.Why}")) + $".{missing}");
    }

    // What the pairs of a case say about a loss of so many points, and why.
    private static (Outcome Outcome, string Why) LossOf(Claim claim, AccuracyResult result, SeededRuns runs)
    {
        if (result.Exact.Diverged > 0)
            return (Outcome.Open, "open: runs without errors diverge");
        if (runs.Diverged > 0)
            return (Outcome.Lost, "lost: runs diverge that do not without errors");
        PairedLoss loss = PairedLoss.Of(result.Exact, runs)!;
        if (loss.Low > claim.Expected("points"))
            return (Outcome.Lost, "lost");
        if (!HasLearnt(result))
            return (Outcome.Open, "open: hardly better than chance without errors");
        if (loss.Pairs < claim.Expected("pairs"))
            return (Outcome.Open, $"open: {loss.Pairs} pairs");
        if (!(result.Exact.SecondHalfGain < claim.Expected("converged_points")))
            return (Outcome.Open, result.Exact.SecondHalfGain is { } gain
                ? Text($"open: without errors the second half of the steps still gained {100 * gain:0.0} points")
                : "open: too few epochs to tell whether it converged");
        return loss.High < claim.Expected("points")
            ? (Outcome.Free, "a greater loss would have been noticed")
            : (Outcome.Open, Text($"open: a loss of up to {100 * loss.High:0.0} points may be there"));
    }

    private static bool HasLearnt(AccuracyResult result) =>
        result.Exact.Diverged == 0 && result.Exact.Mean > 2 * Chance[result.Group.Exact.Dataset];

    private static double Gain(AccuracyResult result, TrainedRun run) => (run.TestAccuracy ?? 0) - Chance[result.Group.Exact.Dataset];

    private static string Sentence(AccuracyResult result, WriteErrorCase errors, SeededRuns runs) =>
        $"{result.Group.Name}, {errors.Label}: {AccuracyText.Accuracies(runs)} ({AccuracyText.Accuracies(result.Exact)} without errors" +
        $"{(PairedLoss.Of(result.Exact, runs) is { } loss ? $"; loss {AccuracyText.Interval(loss)} points" : "")})";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private enum Outcome
    {
        Open,
        Free,
        Lost,
    }
}
