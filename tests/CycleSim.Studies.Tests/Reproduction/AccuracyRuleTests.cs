using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Reproduction;
using CycleSim.TrainingRuns;

namespace CycleSim.Studies.Tests.Reproduction;

/// <summary>Rules for accuracy hold on made-up trainings just inside the claim and fail just outside.</summary>
public sealed class AccuracyRuleTests
{
    private const double Relaxed = 8e-4;

    [Theory]
    // Losses of three pairs in points. 95 % of Student's distribution with two degrees of freedom: 4.303 deviations of the mean.
    [InlineData(new[] { 0.0, 0, 0 }, Verdict.Holds)]
    [InlineData(new[] { 1.9, 1.9, 1.9 }, Verdict.Holds)]
    [InlineData(new[] { 2.1, 2.1, 2.1 }, Verdict.DoesNotHold)]
    [InlineData(new[] { -0.7, 0, 0.7 }, Verdict.Holds)] // up to 1.74
    [InlineData(new[] { -0.9, 0, 0.9 }, Verdict.Open)] // up to 2.24
    [InlineData(new[] { 3.0, 4, 5 }, Verdict.Open)] // from 1.52
    [InlineData(new[] { 4.0, 5, 6 }, Verdict.DoesNotHold)] // from 2.52
    [InlineData(new[] { 0.0, 0 }, Verdict.Open)] // too few pairs
    public void E2_needs_an_interval_that_excludes_two_points(double[] pointsLost, Verdict verdict) => Assert.Equal(
        verdict, E2(Result(FailingField.Mantissa, Relaxed, 0.97, 0.96, [.. pointsLost.Select(lost => 0.97 - lost / 100)])));

    [Theory]
    [InlineData(0.97, 0.951, Verdict.Holds)]
    [InlineData(0.97, 0.949, Verdict.Open)] // the second half of the steps gained more than two points
    [InlineData(0.97, null, Verdict.Open)] // unknown what it gained
    [InlineData(0.21, 0.21, Verdict.Holds)]
    [InlineData(0.19, 0.19, Verdict.Open)] // hardly better than chance
    public void E2_needs_a_network_that_converged(double accuracy, double? halfway, Verdict verdict) =>
        Assert.Equal(verdict, E2(Result(FailingField.Mantissa, Relaxed, accuracy, halfway, [accuracy, accuracy, accuracy])));

    [Fact]
    public void E2_looks_at_rates_up_to_that_of_the_claim() =>
        Assert.Equal(Verdict.NotRun, E2(Result(FailingField.Mantissa, 1.1 * Relaxed, 0.97, 0.97, [0.5, 0.5, 0.5])));

    [Fact]
    public void E2_fails_where_one_seed_diverges()
    {
        AccuracyResult whole = Result(FailingField.Mantissa, Relaxed, 0.97, 0.97, [0.97, 0.97, 0.97]);
        AccuracyResult diverged = Result(FailingField.Mantissa, Relaxed, 0.97, 0.97, [0.97, null, 0.97]);
        Assert.Equal(Verdict.DoesNotHold, E2(diverged));
        Assert.Equal(Verdict.HoldsInPart, E2(whole, diverged));
        Assert.Equal(Verdict.HoldsInPart, E2(whole, Result(FailingField.Mantissa, Relaxed, 0.97, null, [0.97, 0.97, 0.97])));
        Assert.Equal(Verdict.Holds, E2(whole, whole));
    }

    [Theory]
    [InlineData(new[] { 0.52, 0.52, 0.52 }, Verdict.Holds)] // loses half of what is gained over chance, 0.1
    [InlineData(new[] { 0.52, 0.52, 0.54 }, Verdict.DoesNotHold)] // one seed converges
    public void E1_needs_that_no_seed_converges(double[] accuracies, Verdict verdict) => Assert.Equal(
        verdict, E1(Result([(FailingField.SignAndExponent, 1e-5), (FailingField.SignAndExponent, Relaxed)], 0.96,
            [.. accuracies.Select(one => (double?)one)])));

    [Fact]
    public void E1_needs_sign_and_exponent_alone_several_rates_and_seeds()
    {
        double?[] none = [null, null, null];
        Assert.Equal(Verdict.HoldsInPart, E1(Result([(FailingField.All, Relaxed)], 0.96, none)));
        Assert.Equal(Verdict.HoldsInPart, E1(Result([(FailingField.SignAndExponent, Relaxed)], 0.96, none)));
        (FailingField, double)[] rates = [(FailingField.SignAndExponent, 1e-5), (FailingField.SignAndExponent, Relaxed)];
        Assert.Equal(Verdict.HoldsInPart, E1(Result(rates, 0.96, [null, null])));
        Assert.Equal(Verdict.Holds, E1(Result(rates, 0.96, none)));
        Assert.Equal(Verdict.Open, E1(Result(rates, 0.19, none)));
    }

    [Fact]
    public void The_interval_is_that_of_students_distribution()
    {
        PairedLoss loss = PairedLoss.Of(Runs([0.9, 0.9, 0.9, 0.9]), Runs([0.89, 0.88, 0.87, null]))!;
        Assert.Equal(0.02, loss.Mean, 9);
        Assert.Equal(3, loss.Pairs);
        Assert.Equal(4.302652730 * 0.01 / Math.Sqrt(3), loss.HalfWidth, 9);
        Assert.Null(PairedLoss.Of(Runs([0.9]), Runs([null])));
        Assert.Equal(double.PositiveInfinity, PairedLoss.Of(Runs([0.9]), Runs([0.8]))!.HalfWidth);
    }

    private static Verdict E1(params AccuracyResult[] results) => new AccuracyJudge(results).Judge(MadeUpCurve.Claim("E1")).Verdict;

    private static Verdict E2(params AccuracyResult[] results) => new AccuracyJudge(results).Judge(MadeUpCurve.Claim("E2")).Verdict;

    private static AccuracyResult Result(FailingField field, double rate, double exact, double? halfway, double?[] failing) =>
        Result([(field, rate)], exact, failing, halfway);

    private static AccuracyResult Result(
        (FailingField Field, double Rate)[] cases, double exact, double?[] failing, double? halfway = null)
    {
        ulong[] seeds = [.. Enumerable.Range(1, failing.Length).Select(seed => (ulong)seed)];
        var request = new TrainingRequest(
            "exact", "made up", "mnist", 1, 64, 0.02, null, null, 1, ErrorModelNames.Flip, new("off", "off", "off"));
        var group = new AccuracyGroup(
            request, [.. seeds], [.. cases.Select(one => new WriteErrorCase(one.Field, one.Rate, ErrorModelNames.Flip))]);
        SeededRuns without = Runs([.. seeds.Select(_ => (double?)exact)]) with { Halfway = [.. seeds.Select(_ => halfway)] };
        return new(group, [without, .. cases.Select(_ => Runs(failing))], null);
    }

    private static SeededRuns Runs(double?[] accuracies) => new(
        [.. accuracies.Select(one => new TrainedRun(100, 50, one is null, one, 60_000, 10_000))],
        [.. accuracies.Select(_ => (double?)null)]);
}
