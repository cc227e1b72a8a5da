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
    /// <param name="work">
    /// The work; it gets the action to report with: parts done, parts in all; 0 in all while nobody knows how many there will be.
    /// </param>
    /// <returns>What the work gives.</returns>
    public static T Run<T>(string title, Func<Action<int, int>, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunWithText<T>(title, report => work((done, all) => report(done, all, "")));
    }

    /// <summary>Runs work that also says in words how it goes.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="title">Stands before the bar.</param>
    /// <param name="work">
    /// The work; it gets the action to report with: parts done, parts in all (0 while nobody knows how many there will be), and a text,
    /// e.g. "loss 0.3".
    /// </param>
    /// <returns>What the work gives.</returns>
    public static T RunWithText<T>(string title, Func<Action<long, long, string>, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Console.IsErrorRedirected ? RunWithLines(title, work) : RunWithBar(title, work);
    }

    /// <summary>Runs work that cannot say how far it is: only for how long it has been running.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="title">Stands before the bar.</param>
    /// <param name="work">The work.</param>
    /// <returns>What the work gives.</returns>
    public static T Run<T>(string title, Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Run(title, _ => work());
    }

    /// <summary>Seconds between lines.</summary>
    /// <param name="text">What <see cref="Variable"/> has.</param>
    /// <returns>0 for no lines.</returns>
    internal static int Seconds(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds <= MaxSeconds
            ? seconds
            : DefaultSeconds;

    private static T RunWithLines<T>(string title, Func<Action<long, long, string>, T> work)
    {
        int seconds = Seconds(Environment.GetEnvironmentVariable(Variable));
        if (seconds == 0)
            return work((_, _, _) => { });
        using var text = new ProgressText(title, TimeSpan.FromSeconds(seconds), Console.Error);
        return work(text.Report);
    }

    // Apart, so that what is redirected does not load the library that draws.
    private static T RunWithBar<T>(string title, Func<Action<long, long, string>, T> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new WhenCounted(new PercentageColumn()),
                new WhenCounted(new RemainingTimeColumn()))
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title));
                task.IsIndeterminate = true;
                return work((done, all, text) => Show(task, title, done, all, text));
            });
    }

    private static void Show(ProgressTask task, string title, long done, long all, string text)
    {
        if (text.Length > 0)
            task.Description = Markup.Escape($"{title}: {text}");
        task.IsIndeterminate = all == 0;
        if (all == 0)
        {
            if (done == 0)
                return;
            task.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{title}: {done:N0}"));
            return;
        }

        task.Value = all == task.MaxValue ? Math.Max(task.Value, done) : done; // threads may report out of turn
        task.MaxValue = all;
    }
}
