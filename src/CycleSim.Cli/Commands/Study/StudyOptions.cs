using System.CommandLine;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Plans;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Study;

/// <summary>The options that studies of many runs share.</summary>
internal static class StudyOptions
{
    private const string ResumeMessage = "interrupted; results so far are whole, and the same command with --resume continues from them";

    internal static readonly Option<int> Jobs = new OptionSpec("--jobs", "Runs at a time; results do not depend on it")
    {
        Aliases = ["-j"],
        ValueForm = "N",
        Range = PointRunner.JobCounts,
    }.WithDefault(Environment.ProcessorCount);

    internal static readonly Option<bool> Resume = (SharedOptions.Resume with
    {
        Meaning = "Reuse the results in --out whose inputs are the same, and continue from there",
    }).Optional<bool>();

    internal static readonly Option<string> Out = SharedOptions.OutFolder.Required<string>();

    /// <summary>The runner that the options ask for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="resumes">Whether to continue with what is there even without --resume.</param>
    internal static PointRunner Runner(ParseResult parsed, bool resumes = false) =>
        new(parsed.GetRequiredValue(Out), parsed.GetRequiredValue(Jobs), resumes || parsed.GetValue(Resume));

    /// <summary>Runs points with a bar on stderr; Ctrl-C leaves whole files.</summary>
    /// <param name="title">Title of the bar.</param>
    /// <param name="runner">Runs them.</param>
    /// <param name="points">The points.</param>
    /// <param name="message">What to say when it is interrupted.</param>
    internal static IReadOnlyList<PointOutcome> Run(
        string title, PointRunner runner, IReadOnlyList<StudyPoint> points, string message = ResumeMessage) =>
        Interruptible(token => ProgressLine.Run(title, report => runner.Run(points, report, token)), message);

    /// <summary>
    /// Keeps other processes from running a whole study, or writing its tables and figures, in a folder, which is made if need be.
    /// </summary>
    /// <exception cref="LockedException">Another process does so.</exception>
    internal static FileLock Lock(string folder)
    {
        OutputFile.CreateFolder("--out", folder);
        return FileLock.Acquire(Path.Combine(folder, "study"), $"--out {folder}");
    }

    /// <summary>Runs something that can be resumed.</summary>
    /// <exception cref="RunInterruptedException">It was interrupted.</exception>
    internal static T Interruptible<T>(Func<CancellationToken, T> run, string message = ResumeMessage)
    {
        // Files are whole at any time, and later parts of the command are ended in the same way.
        Interrupts.Say(message);
        using var interrupt = new InterruptToken(message);
        try
        {
            return run(interrupt.Token);
        }
        catch (OperationCanceledException)
        {
            throw new RunInterruptedException(message);
        }
    }

    /// <summary>Names the points that have no result.</summary>
    /// <returns>The exit code.</returns>
    internal static int Report(IReadOnlyList<PointOutcome> outcomes)
    {
        PointOutcome[] failed = [.. outcomes.Where(outcome => outcome.Result is null)];
        foreach (PointOutcome outcome in failed)
            Console.Error.WriteLine($"no result: {outcome.Point.Title}: {outcome.Failure}");
        int reused = outcomes.Count(outcome => outcome.IsReused);
        Console.Error.WriteLine($"{outcomes.Count} points, {reused} of them reused, {failed.Length} without a result");
        return failed.Length == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
