using CycleSim.Training.Running;
using Spectre.Console;

namespace CycleSim.Training.Commands;

/// <summary>
/// The progress of a training run on stderr: a bar with loss, accuracy and remaining time on a terminal, else a line for each tenth.
/// </summary>
internal static class TrainProgress
{
    private const int Lines = 10;

    internal static TrainingResult Run(string title, long steps, Func<Action<TrainingProgress>, TrainingResult> work)
    {
        if (Console.IsErrorRedirected)
            return work(progress => PrintLine(progress, steps));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: steps);
                return work(progress =>
                {
                    task.Value = progress.Step;
                    task.Description = Markup.Escape($"{title} {Text(progress)}");
                });
            });
    }

    private static void PrintLine(TrainingProgress progress, long steps)
    {
        if (progress.Step * Lines / steps > (progress.Step - 1) * Lines / steps)
            Console.Error.WriteLine(FormattableString.Invariant($"step {progress.Step} of {steps}: {Text(progress)}"));
    }

    private static string Text(TrainingProgress progress) => FormattableString.Invariant(
        $"epoch {progress.Epoch + 1}, loss {progress.Loss:0.0000}, accuracy {100 * progress.Accuracy:0.00} %");
}
