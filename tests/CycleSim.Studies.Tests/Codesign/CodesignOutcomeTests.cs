using System.Text.Json;
using CycleSim.Platform;
using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Codesign;
using CycleSim.Studies.Tests.Reproduction;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Tests.Codesign;

/// <summary>A whole co-design on made-up trainings.</summary>
public sealed class CodesignOutcomeTests : IDisposable
{
    private const int Seeds = 2;

    private static readonly CodesignSpace Space =
        new([40], [10], [new("bch3", 512)], 1, [8, 16], [1e-3, 1e-2]);

    private readonly StudyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_resumes_with_the_same_bytes_and_without_trainings()
    {
        var training = new FakeTraining(Accuracy);
        Run(training, "first.json");
        int trainings = training.Trainings;
        // Two trainings without errors are those of the first seeds; all three of the choice are too where it has no cheap bits.
        Assert.InRange(trainings, CodesignOutcome.Trainings(Space, Seeds) - 5, CodesignOutcome.Trainings(Space, Seeds) - 2);
        Run(training, "second.json");
        Assert.Equal(trainings, training.Trainings);
        Assert.Equal(File.ReadAllBytes(_folder.Sub("first.json")), File.ReadAllBytes(_folder.Sub("second.json")));
    }

    [Fact]
    public void The_result_says_what_was_measured()
    {
        CodesignOutcome outcome = Run(new FakeTraining(Accuracy), "result.json");
        Assert.True(outcome.Accuracy.Confirms(0.03));
        Assert.Equal(3, outcome.Accuracy.Chosen.Accuracies.Length);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder.Sub("result.json")));
        JsonElement root = json.RootElement;
        Assert.Equal("energy", root.GetProperty("objective").GetString());
        Assert.Equal(3, root.GetProperty("scratchpads").GetArrayLength());
        Assert.True(root.GetProperty("keeps_data").GetBoolean());
        Assert.Equal(3, root.GetProperty("claim").GetProperty("rows").GetArrayLength());
        Assert.True(root.GetProperty("assumptions").GetArrayLength() > 10);
        Assert.Equal(
            outcome.Selection.Step.EnergyJ, root.GetProperty("step").GetProperty("energy_j").GetDouble());
        Assert.Equal(100 * outcome.Accuracy.AccuracyLoss, root.GetProperty("accuracy").GetProperty("loss_points").GetDouble(), 1e-9);
        Assert.All(
            root.GetProperty("scratchpads").EnumerateArray(), choice =>
                Assert.True(choice.GetProperty("cell").GetProperty("barrier_kt").GetDouble() is 40 or > 54.9 and < 55.1));
        CodesignMarkdown.Write(outcome.Result, _folder.Sub("report.md"));
        string report = File.ReadAllText(_folder.Sub("report.md"));
        Assert.Contains(QuarterClaim.Text, report, StringComparison.Ordinal);
        Assert.All(outcome.Result.Assumptions, assumption => Assert.Contains(assumption, report, StringComparison.Ordinal));
    }

    /// <summary>Errors in one scratchpad alone cost nothing, and in all three together everything.</summary>
    [Fact]
    public void A_choice_whose_losses_do_not_add_is_refuted()
    {
        CodesignSpace space = new([40], [10], [CodeChoice.None(512)], 1, [32], [1e-2]);
        CodesignOutcome outcome = Run(
            new FakeTraining(request => Off(request) == 0 ? null : 0.9), "result.json", writesOnly: true, space: space);
        Assert.All(outcome.Selection.Chosen.Chosen, option => Assert.NotEqual(0, option.CheapBits));
        Assert.False(outcome.Accuracy.Confirms(1));
        Assert.Null(outcome.Result.Accuracy.LossPoints);
        Assert.Contains(CodesignTables.Verdicts(outcome.Result), line => line.Contains("REFUTED", StringComparison.Ordinal));
    }

    [Fact]
    public void A_training_that_diverges_without_errors_is_refused() => Assert.Contains(
        "--learning-rate", Assert.Throws<InputException>(() => Run(new FakeTraining(_ => null), "x.json")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void More_bits_or_a_higher_rate_that_lost_less_count_for_less()
    {
        MeasuredLoss[] measured =
        [
            new(TensorRole.Weight, 8, 1e-3, 0.04), new(TensorRole.Weight, 8, 1e-2, 0.02), new(TensorRole.Weight, 16, 1e-3, 0.03),
            new(TensorRole.Weight, 16, 1e-2, 0.05),
        ];
        Assert.Equal([0.02, 0.02, 0.03, 0.05], BitSensitivities.Monotone([.. measured]).Select(loss => loss.AccuracyLoss));
    }

    private static int Off(TrainingRequest request) => new[]
    {
        request.WriteErrorRates.Activations, request.WriteErrorRates.Weights, request.WriteErrorRates.Errors,
    }.Count(rates => rates == "off");

    private static double? Accuracy(TrainingRequest request) => 0.9 - 0.004 * (3 - Off(request)) + 0.001 * request.Seed;

    private CodesignOutcome Run(FakeTraining training, string file, bool writesOnly = false, CodesignSpace? space = null)
    {
        var request = new TrainingRequest(
            "", TestStudies.Network, "mnist", 1, 64, 0.02, null, null, 1, ErrorModelNames.StuckAtOld, new("off", "off", "off"));
        var trainings = new BitSensitivities(request, new TrainingRunner(training, _folder.Path));
        CodesignOutcome outcome = new CodesignStudy(TestQuestions.Question(0.03, space: space ?? Space, writesOnly: writesOnly))
            .Run(trainings, Seeds, "mnist");
        CodesignResultFile.Write(outcome.Result, _folder.Sub(file));
        return outcome;
    }
}
