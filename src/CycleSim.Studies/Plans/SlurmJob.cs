using System.Globalization;
using CycleSim.Platform;

namespace CycleSim.Studies.Plans;

/// <summary>
/// A sweep as jobs of Slurm: an array whose tasks run some points each, and a job behind it that collects the results. A point that has
/// its result is not run again, so tasks may be requeued.
/// </summary>
/// <param name="Name">Name of the study.</param>
/// <param name="Points">Number of points, at least 1.</param>
/// <param name="Program">The program and what comes before its arguments, e.g. "/opt/cyclesim/cyclesim".</param>
/// <param name="Plan">Full path of the plan.</param>
/// <param name="Folder">Full path of the folder for results.</param>
public sealed record SlurmJob(string Name, int Points, IReadOnlyList<string> Program, string Plan, string Folder)
{
    /// <summary>Number of tasks that an array of an unchanged Slurm may have (MaxArraySize is 1001, indices start at 0).</summary>
    public const int DefaultMaxTasks = 1000;

    /// <summary>Points that a task runs one after the other, at least 1.</summary>
    public int PointsPerTask { get; init; } = 1;

    /// <summary>
    /// Time that a task may take, as Slurm writes it, e.g. "30" (minutes), "2:00:00" or "1-12"; null for what the cluster says.
    /// </summary>
    public string? Time { get; init; }

    /// <summary>Memory that a task may take, in MiB; null for what the cluster says.</summary>
    public long? MemoryMib { get; init; }

    /// <summary>Number of tasks.</summary>
    public int Tasks => (Points + PointsPerTask - 1) / PointsPerTask;

    /// <summary>Points of a task with which an array has no more tasks than allowed.</summary>
    /// <param name="points">Number of points, at least 1.</param>
    /// <param name="maxTasks">Number of tasks that are allowed, at least 1.</param>
    /// <param name="asked">Points of a task that the user asks for; null for as few as possible.</param>
    /// <exception cref="InputException">With these there are more tasks.</exception>
    public static int PointsOfTask(int points, int maxTasks, int? asked)
    {
        int least = (points + maxTasks - 1) / maxTasks;
        return asked is not { } wanted || wanted >= least
            ? asked ?? least
            : throw new InputException(string.Create(
                CultureInfo.InvariantCulture,
                $"--points-per-task {wanted}: {points} points make more than {maxTasks} tasks (--max-tasks); allowed: {least} and more"));
    }

    /// <summary>The script of the array job, for sbatch.</summary>
    /// <exception cref="InputException">Slurm cannot write files into a folder of that name.</exception>
    public string ArrayScript() => Script(
        $"{Letters}",
        [$"#SBATCH --array=0-{Tasks - 1}", .. Limits(), "#SBATCH --requeue", Output("slurm-%A_%a.out")],
        [
            $"first=$((SLURM_ARRAY_TASK_ID * {PointsPerTask}))",
            $"last=$((first + {PointsPerTask - 1}))",
            $"[ \"$last\" -le {Points - 1} ] || last={Points - 1}",
            $"exec {Sweep} --points \"$first..$last\"",
        ]);

    /// <summary>The script of the job that collects.</summary>
    /// <exception cref="InputException">Slurm cannot write files into a folder of that name.</exception>
    public string CollectScript() => Script(
        $"{Letters}-collect", [.. Limits(), Output("slurm-collect-%j.out")], [$"exec {Sweep} --resume"]);

    /// <summary>The script that submits both, the second to start when the first has ended.</summary>
    public string SubmitScript() => $"""
        #!/bin/sh
        # Submits the array job, and the job that collects its results when all tasks have ended, also those that failed.
        set -e
        cd {ShellWord.Quoted(Folder)}
        job=$(sbatch --parsable sweep.sbatch)
        sbatch --dependency="afterany:$job" collect.sbatch

        """.ReplaceLineEndings("\n");

    private string Letters => new([.. Name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);

    private string Sweep => $"{string.Join(' ', Program.Select(ShellWord.Quoted))} sweep {ShellWord.Quoted(Plan)} "
        + $"--out {ShellWord.Quoted(Folder)} --jobs 1";

    /// <summary>
    /// The setting that names the log. sbatch reads a double-quoted word, in which a backslash escapes; in the name of a file % starts a
    /// pattern, and a backslash turns patterns off, so that the folder can have none.
    /// </summary>
    /// <param name="pattern">Name of the log, with patterns of Slurm.</param>
    private string Output(string pattern)
    {
        if (Folder.Any(letter => letter == '\\' || char.IsControl(letter)))
            throw new InputException($"--out {Folder}: Slurm writes no logs there; allowed: names without backslashes and line breaks");
        string folder = Folder.Replace("%", "%%", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"#SBATCH --output=\"{folder}/{pattern}\"";
    }

    private IEnumerable<string> Limits()
    {
        yield return "#SBATCH --cpus-per-task=1";
        if (Time is not null)
            yield return $"#SBATCH --time={Time}";
        if (MemoryMib is { } mib)
            yield return string.Create(CultureInfo.InvariantCulture, $"#SBATCH --mem={mib}M");
    }

    private static string Script(string name, IEnumerable<string> settings, IEnumerable<string> lines) =>
        string.Join('\n', ["#!/bin/sh", $"#SBATCH --job-name={name}", .. settings, .. lines, ""]);
}
