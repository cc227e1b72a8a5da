using System.Globalization;
using Spectre.Console;

namespace CycleSim.Terminal;

/// <summary>
/// Progress on stderr while something runs: a bar when stderr is a terminal, otherwise a line every few seconds
/// (<see cref="Variable"/>).
/// </summary>
public static class ProgressLine
{
    /// <summary>
    /// The environment variable with the seconds between lines where stderr is no terminal, 1 to 86400; 0 for no lines. Without it, or with
    /// anything else in it, lines come every 5 s.
    /// </summary>
    public const string Variable = "CYCLESIM_PROGRESS_SECONDS";

    private const int DefaultSeconds = 5;
    private const int MaxSeconds = 86400;

    /// <summary>Runs work that reports how many of how many parts are done.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="title">Stands before the bar.</param>
    /// <param name="work">The work; it gets the action to report with: parts done, parts in all.</param>
    /// <returns>What the work gives.</returns>
    public static T Run<T>(string title, Func<Action<int, int>, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Console.IsErrorRedirected ? RunWithLines(title, work) : RunWithBar(title, work);
    }

    /// <summary>Seconds between lines.</summary>
    /// <param name="text">What <see cref="Variable"/> has.</param>
    /// <returns>0 for no lines.</returns>
    internal static int Seconds(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds <= MaxSeconds
            ? seconds
            : DefaultSeconds;

    private static T RunWithLines<T>(string title, Func<Action<int, int>, T> work)
    {
        int seconds = Seconds(Environment.GetEnvironmentVariable(Variable));
        if (seconds == 0)
            return work((_, _) => { });
        using var text = new ProgressText(title, TimeSpan.FromSeconds(seconds), Console.Error);
        return work(text.Report);
    }

    // Apart, so that what is redirected does not load the library that draws.
    private static T RunWithBar<T>(string title, Func<Action<int, int>, T> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title));
                return work((done, all) =>
                {
                    task.MaxValue = all;
                    task.Value = done;
                });
            });
    }
}
