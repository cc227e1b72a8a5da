using System.CommandLine;
using System.Text.RegularExpressions;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Studies.Plans;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Study;

/// <summary>The options of array jobs, and the files that they make.</summary>
internal static partial class SlurmOptions
{
    private const long Mib = 1 << 20;

    private static readonly Option<int?> PointsPerTask = new OptionSpec(
        "--points-per-task", "With --executor slurm: points that a task runs one after the other; without it as few as --max-tasks allows")
    {
        ValueForm = "N",
        Range = new(1, 1e6),
        Since = "0.2",
    }.Optional<int?>();

    private static readonly Option<int> MaxTasks = new OptionSpec(
        "--max-tasks", "With --executor slurm: number of tasks that the cluster allows in an array (MaxArraySize - 1)")
    {
        ValueForm = "N",
        Range = new(1, 4_000_000),
        Since = "0.2",
    }.WithDefault(SlurmJob.DefaultMaxTasks);

    private static readonly Option<string?> TaskTime = new OptionSpec(
        "--task-time", "With --executor slurm: time that a task may take, as Slurm writes it: 30 (minutes), 2:00:00, 1-12:00")
    {
        ValueForm = "TIME",
        Since = "0.2",
    }.Optional<string?>();

    private static readonly Option<string?> TaskMemory = new OptionSpec(
        "--task-memory", "With --executor slurm: memory that a task may take, e.g. 500MiB")
    {
        ValueForm = "SIZE",
        Since = "0.2",
    }.Optional<string?>();

    internal static IReadOnlyList<Option> All { get; } = [PointsPerTask, MaxTasks, TaskTime, TaskMemory];

    /// <summary>Fails where an option of jobs is given and none is written.</summary>
    /// <exception cref="InputException">One is.</exception>
    internal static void CheckUnused(ParseResult parsed)
    {
        foreach (Option option in All)
            if (parsed.IsGiven(option))
                throw new InputException($"{option.Name}: goes with --executor slurm");
    }

    /// <summary>Writes the jobs of a plan.</summary>
    /// <exception cref="InputException">An option is out of range.</exception>
    internal static void Write(ParseResult parsed, StudyPlan plan, int points, string planFile, string folder)
    {
        var job = new SlurmJob(plan.Name, points, Program(), Path.GetFullPath(planFile), Path.GetFullPath(folder))
        {
            PointsPerTask = SlurmJob.PointsOfTask(points, parsed.GetRequiredValue(MaxTasks), parsed.GetValue(PointsPerTask)),
            Time = Time(parsed),
            MemoryMib = parsed.GetValue(TaskMemory) is { } text ? Math.Max(1, OptionValue.Bytes(TaskMemory.Name, text) / Mib) : null,
        };
        (string Name, string Text)[] scripts =
        [
            ("sweep.sbatch", job.ArrayScript()), ("collect.sbatch", job.CollectScript()), ("submit.sh", job.SubmitScript()),
        ];
        OutputFile.CreateFolder("--out", folder);
        foreach ((string name, string script) in scripts)
        {
            OutputFile.WriteAtomically(Path.Combine(folder, name), stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                writer.Write(script);
            });
        }

        Console.Out.WriteLine($"sh {ShellWord.Of(Path.Combine(folder, "submit.sh"))}");
        Console.Error.WriteLine(
            $"{points} points in {job.Tasks} tasks; the line above submits them, and the job that collects their results");
    }

    /// <summary>This program, so that a job finds it where it is not in the PATH.</summary>
    private static string[] Program()
    {
        string process = Environment.ProcessPath ?? "cyclesim";
        string assembly = Path.Combine(AppContext.BaseDirectory, "cyclesim.dll");
        return Path.GetFileNameWithoutExtension(process) == "dotnet" ? [process, assembly] : [process];
    }

    private static string? Time(ParseResult parsed)
    {
        string? time = parsed.GetValue(TaskTime);
        return time is null || SlurmTime().IsMatch(time) ? time : throw new InputException(
            $"{TaskTime.Name} {time}: allowed are minutes, minutes:seconds, hours:minutes:seconds, days-hours, " +
            "days-hours:minutes and days-hours:minutes:seconds");
    }

    [GeneratedRegex(@"^([0-9]{1,9}(:[0-9]{1,2}){0,2}|[0-9]{1,9}-[0-9]{1,2}(:[0-9]{1,2}){0,2})$")]
    private static partial Regex SlurmTime();
}
