using CycleSim.Terminal;
using CycleSim.Training.Running;

namespace CycleSim.Training.Commands;

/// <summary>The progress of a training run on stderr, with loss and accuracy.</summary>
internal static class TrainProgress
{
    internal static TrainingResult Run(string title, long steps, Func<Action<TrainingProgress>, TrainingResult> work) =>
        ProgressLine.RunWithText(title, report => work(progress => report(progress.Step, steps, Text(progress))));

    private static string Text(TrainingProgress progress) => FormattableString.Invariant(
        $"epoch {progress.Epoch + 1}, loss {progress.Loss:0.0000}, accuracy {100 * progress.Accuracy:0.00} %");
}
