using Spectre.Console;

namespace CycleSim.Terminal;

/// <summary>A progress bar on stderr while something runs, when stderr is a terminal; otherwise nothing.</summary>
public static class ProgressLine
{
    /// <summary>Runs work that reports how many of how many parts are done.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="title">Stands before the bar.</param>
    /// <param name="work">The work; it gets the action to report with: parts done, parts in all.</param>
    /// <returns>What the work gives.</returns>
    public static T Run<T>(string title, Func<Action<int, int>, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (Console.IsErrorRedirected)
            return work((_, _) => { });
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
