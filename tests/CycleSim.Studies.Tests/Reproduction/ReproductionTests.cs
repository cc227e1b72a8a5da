using System.Text.RegularExpressions;
using CycleSim.Platform;
using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Plans;
using CycleSim.Studies.Reproduction;
using CycleSim.TrainingRuns;

namespace CycleSim.Studies.Tests.Reproduction;

public sealed class ReproductionTests : IDisposable
{
    private static readonly ReproductionScope Small = new()
    {
        Description = "small",
        Headline = new("lenet5-28x28-mnist", [64 << 10, 512 << 10], [32 << 10, 128 << 10, 512 << 10, 1 << 20]),
        Others = [new("lenet5-32x32-100", [512 << 10], [1 << 20])],
        Batch = 2,
        SensitivityNetwork = "lenet5-28x28-mnist",
        SensitivityCapacities = [512 << 10],
        ReadingNetworks = [],
        Trajectories = 500,
        Accuracy = [new(
            new TrainingRequest(
                "exact", "lenet5", "mnist", 1, 64, 0.02, 100, null, 1, ErrorModelNames.Flip, new("off", "off", "off")), [1, 2, 3],
            [
                new(FailingField.Mantissa, 8e-4, ErrorModelNames.Flip), new(FailingField.SignAndExponent, 1e-5, ErrorModelNames.Flip),
                new(FailingField.SignAndExponent, 8e-4, ErrorModelNames.Flip), new(FailingField.All, 8e-4, ErrorModelNames.Flip),
            ])],
    };

    private readonly StudyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_claim_has_a_verdict_and_every_figure_its_files()
    {
        ReproductionReport report = Run("once", null);
        Assert.Equal(Claim.All.Select(claim => claim.Id), report.Claims.Select(claim => claim.Claim.Id));
        Assert.Equal(["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "A1", "A2", "A3", "A4", "S1", "S2", "S3", "S4", "S5", "S6", "S7",
            "E1", "E2", "E3"], Claim.All.Select(claim => claim.Id));
        Assert.Equal(PaperReproduction.Figures, report.Figures.Select(figure => figure.Id));
        Assert.All(report.Figures, figure =>
        {
            Assert.Null(figure.Failure);
            Assert.True(File.Exists(File_(figure.Id, "csv")), figure.Id);
            foreach (string ending in new[] { "png", "svg" })
                Assert.Equal(figure.HasPicture, File.Exists(File_(figure.Id, ending)));
        });
        Assert.All(report.Claims, claim =>
        {
            Assert.NotEmpty(claim.Judgement.Measured);
            Assert.NotEmpty(claim.Judgement.Explanation);
            Assert.Contains(report.Figures, figure => figure.Id == claim.Claim.Figure);
            Assert.DoesNotContain("NaN", claim.Judgement.Measured + claim.Judgement.Explanation, StringComparison.Ordinal);
        });
        // AlexNet is not in this scope: its row says so.
        Assert.Equal([Verdict.NotRun], report.Claims.Where(claim => claim.Claim.Id == "S7").Select(claim => claim.Judgement.Verdict));

        string File_(string id, string ending) => Path.Combine(_folder.Sub("once"), $"{id}.{ending}");
    }

    [Fact]
    public void Twice_it_gives_the_same_bytes()
    {
        string[] only = ["table2", "fig7", "fig10", "fig12", "fig14", "fig15"];
        Run("once", null, only);
        Run("twice", null, only);
        Assert.Equal(StudyFolder.Content(_folder.Sub("once")), StudyFolder.Content(_folder.Sub("twice")));
    }

    [Fact]
    public void Interrupted_and_resumed_it_gives_the_same_bytes()
    {
        string[] only = ["fig9", "fig14", "table1"];
        Run("whole", null, only);
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Run("cut", (done, _) =>
        {
            if (done == 2)
                source.Cancel();
        }, only, source.Token));
        Run("cut", null, only);
        Assert.Equal(StudyFolder.Content(_folder.Sub("whole")), StudyFolder.Content(_folder.Sub("cut")));
    }

    [Fact]
    public void What_was_not_run_keeps_its_row_and_says_why()
    {
        var training = new FakeTraining(_ => 0.9) { Missing = "no folder with data sets was named" };
        ReproductionReport report = Reproduce("missing", training, ["fig14", "table1"]).Run();
        Assert.Equal(0, training.Trainings);
        Figure figure = report.Figures.Single(figure => figure.Id == "fig14");
        Assert.Contains("no folder with data sets was named", figure.Failure, StringComparison.Ordinal);
        Assert.All(report.Claims.Where(claim => claim.Claim.Id is "E1" or "E2"), claim =>
        {
            Assert.Equal(Verdict.NotRun, claim.Judgement.Verdict);
            Assert.Contains("no folder with data sets was named", claim.Judgement.Explanation, StringComparison.Ordinal);
        });
        Assert.Contains("was not asked for", report.Claims.Single(claim => claim.Claim.Id == "S1").Judgement.Explanation,
            StringComparison.Ordinal);
        Write("missing", report);
        string text = File.ReadAllText(Path.Combine(_folder.Sub("missing"), "report.md"));
        foreach (Claim claim in Claim.All)
            Assert.Contains($"| {claim.Id} |", text, StringComparison.Ordinal);
    }

    [Theory]
    // Exact, mantissa, others -> E1, E2.
    [InlineData(0.97, 0.97, null, Verdict.Holds, Verdict.Holds)]
    [InlineData(0.97, 0.80, 0.10, Verdict.Holds, Verdict.DoesNotHold)]
    [InlineData(0.97, 0.97, 0.96, Verdict.DoesNotHold, Verdict.Holds)]
    [InlineData(0.12, 0.12, 0.12, Verdict.Open, Verdict.Open)]
    [InlineData(0.97, null, null, Verdict.Holds, Verdict.DoesNotHold)]
    public void Accuracy_is_judged_by_what_was_trained(double exact, double? mantissa, double? all, Verdict e1, Verdict e2)
    {
        var training = new FakeTraining(
            request => request.WriteErrorRates.Weights.StartsWith("mantissa", StringComparison.Ordinal)
                ? mantissa : request.WriteErrorRates.Weights == "off" ? exact : all);
        ReproductionReport report = Reproduce("judge", training, ["fig14"]).Run();
        Assert.Equal(e1, report.Claims.Single(claim => claim.Claim.Id == "E1").Judgement.Verdict);
        Assert.Equal(e2, report.Claims.Single(claim => claim.Claim.Id == "E2").Judgement.Verdict);
        Reproduce("judge", training, ["fig14"]).Run();
        Assert.Equal(15, training.Trainings);
    }

    [Fact]
    public void The_page_fetches_nothing_and_shows_every_claim()
    {
        ReproductionReport report = Run("page", null, ["table1", "fig8"]);
        string page = File.ReadAllText(Path.Combine(_folder.Sub("page"), "report.html"));
        Assert.Contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("(src|href)=\"(?!data:|#)"), page);
        Assert.All(report.Claims, claim => Assert.Contains($"<td>{claim.Claim.Id}</td>", page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_quick_run_says_so_in_every_table()
    {
        var training = new FakeTraining(_ => 0.95);
        ReproductionScope quick = Small with { IsQuick = true };
        ReproductionReport report = new PaperReproduction(
            quick, ["table2", "fig14"], _folder.Sub("quick"), new PointRunner(_folder.Sub("quick"), 1, resumes: true), training).Run();
        Write("quick", report);
        string[] lines = File.ReadAllLines(Path.Combine(_folder.Sub("quick"), "report.md"));
        string[] headers = [.. lines.Zip(lines.Skip(1)).Where(pair => pair.Second.StartsWith("|---", StringComparison.Ordinal))
            .Select(pair => pair.First)];
        Assert.Equal(3, headers.Length);
        Assert.All(headers, header => Assert.Contains("(quick) |", header, StringComparison.Ordinal));
        string page = File.ReadAllText(Path.Combine(_folder.Sub("quick"), "report.html"));
        Assert.Equal(Regex.Count(page, "<table>"), Regex.Count(page, @"<tr><th>[^<]*\(quick\)</th>"));
        Write("quick", report with { Scope = Small });
        Assert.DoesNotContain("(quick)", File.ReadAllText(Path.Combine(_folder.Sub("quick"), "report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Trainings_that_are_there_can_be_shown_before_all_are()
    {
        string folder = _folder.Sub("stored");
        var training = new FakeTraining(_ => 0.95);
        var runner = new TrainingRunner(training, folder);
        AccuracyGroup group = Small.Accuracy[0];
        Assert.Null(runner.Find(group));
        foreach (TrainingRequest request in group.Requests.Where(request => request.Seed != 3).SkipLast(1))
            runner.Run(request, CancellationToken.None);
        AccuracyGroup there = runner.Find(group)!;
        Assert.Equal<IEnumerable<ulong>>([1, 2], [.. there.Seeds]);
        Assert.Equal(group.Cases.SkipLast(1), there.Cases.ToArray());
        int trainings = training.Trainings;
        ReproductionReport report = new PaperReproduction(
            Small with { TrainsNothing = true }, ["fig14"], folder, new PointRunner(folder, 1, resumes: true), training).Run();
        Assert.Equal(trainings, training.Trainings);
        Assert.Equal(4, report.Figures[0].Table.Rows.Length);
    }

    [Fact]
    public void Trainings_can_be_chosen()
    {
        ReproductionScope full = ReproductionScope.Full();
        Assert.Equal(full, full.WithTrainings([]));
        Assert.Equal(["alexnet-cifar-100"], full.WithTrainings(["alexnet-cifar-100"]).Accuracy.Select(group => group.Id));
        Assert.Contains("--trainings alexnet: allowed are lenet5-mnist",
            Assert.Throws<InputException>(() => full.WithTrainings(["alexnet"])).Message, StringComparison.Ordinal);
        Assert.All(full.Accuracy, group => Assert.True(group.Seeds.Length >= 3 && group.Exact.TestImages is null));
        // Runs of a seed differ in their write errors alone.
        Assert.All(full.Accuracy, group => Assert.Single(group.Requests.Where(request => request.Seed == 2).Select(request => request with
        {
            Label = "",
            ErrorModel = "",
            WriteErrorRates = new("", "", ""),
        }).Distinct()));
    }

    [Fact]
    public void An_unknown_figure_is_refused() =>
        Assert.Contains("--only fig99: allowed are table1, fig5",
            Assert.Throws<InputException>(() => Reproduce("x", new FakeTraining(_ => 1), ["fig99"])).Message, StringComparison.Ordinal);

    private ReproductionReport Run(string name, Action<int, int>? progress, string[]? only = null, CancellationToken cancellation = default)
    {
        var training = new FakeTraining(
            request => request.WriteErrorRates.Weights.EndsWith("@8e-4", StringComparison.Ordinal)
                && !request.WriteErrorRates.Weights.StartsWith("mantissa", StringComparison.Ordinal) ? null : 0.95);
        ReproductionReport report = Reproduce(name, training, only ?? []).Run(progress, cancellation);
        Write(name, report);
        return report;
    }

    private PaperReproduction Reproduce(string name, ITrainingBackend training, string[] only) =>
        new(Small, only, _folder.Sub(name), new PointRunner(_folder.Sub(name), 1, resumes: true), training);

    private void Write(string name, ReproductionReport report)
    {
        ReportMarkdown.Write(report, Path.Combine(_folder.Sub(name), "report.md"));
        ReportHtml.Write(report, _folder.Sub(name));
    }
}
