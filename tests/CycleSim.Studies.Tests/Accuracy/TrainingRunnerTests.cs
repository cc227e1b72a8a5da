using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Tests.Reproduction;
using CycleSim.TrainingRuns;

namespace CycleSim.Studies.Tests.Accuracy;

/// <summary>The file that a finished training leaves, which studies of other versions read, too.</summary>
public sealed class TrainingRunnerTests : IDisposable
{
    private static readonly TrainingRequest Request =
        new("", "lenet5", "mnist", 1, 64, 0.02, null, null, 1, ErrorModelNames.StuckAtOld, new("off", "off", "off"));

    private readonly StudyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.9375, "100", "false", "0.9375")]
    [InlineData(null, "0", "true", "null")]
    public void A_result_is_written_once_in_a_fixed_form(double? accuracy, string steps, string hasDiverged, string written)
    {
        var training = new FakeTraining(_ => accuracy);
        var runner = new TrainingRunner(training, _folder.Path);
        TrainedRun run = runner.Run(Request, CancellationToken.None);
        Assert.Equal(
            "{\n  \"steps\": " + steps + ",\n  \"steps_per_epoch\": 900,\n  \"has_diverged\": " + hasDiverged
            + ",\n  \"test_accuracy\": " + written + ",\n  \"training_images\": 60000,\n  \"test_images\": 10000\n}\n",
            File.ReadAllText(ResultOf(runner)));
        Assert.Equal(run, runner.Run(Request, CancellationToken.None));
        Assert.Equal(1, training.Trainings);
    }

    [Theory]
    [InlineData("\"test_images\": 10000", "\"test_images\": 10000, \"more\": 1")]
    [InlineData("\"steps_per_epoch\": 900,", "")]
    [InlineData("}", "")]
    public void A_result_of_another_form_is_not_used(string text, string instead)
    {
        var training = new FakeTraining(_ => 0.5);
        var runner = new TrainingRunner(training, _folder.Path);
        runner.Run(Request, CancellationToken.None);
        File.WriteAllText(ResultOf(runner), File.ReadAllText(ResultOf(runner)).Replace(text, instead, StringComparison.Ordinal));
        runner.Run(Request, CancellationToken.None);
        Assert.Equal(2, training.Trainings);
    }

    private static string ResultOf(TrainingRunner runner) => Path.Combine(runner.FolderOf(Request), "result.json");
}
