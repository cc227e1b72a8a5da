using System.Diagnostics;
using CycleSim.Platform;
using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Tests.Plans;

public sealed class SlurmJobTests
{
    private static readonly SlurmJob Job = new("my study", 36, ["/opt/it's/cyclesim"], "/a/it's a plan.json", "/out");

    [Fact]
    public void A_job_names_the_program_that_wrote_it_and_quotes_paths()
    {
        const string Sweep = """'/opt/it'\''s/cyclesim' sweep '/a/it'\''s a plan.json' --out '/out' --jobs 1""";
        Assert.Contains($"exec {Sweep} --points \"$first..$last\"\n", Job.ArrayScript(), StringComparison.Ordinal);
        Assert.Contains($"exec {Sweep} --resume\n", Job.CollectScript(), StringComparison.Ordinal);
        Assert.Contains("#SBATCH --job-name=my-study\n", Job.ArrayScript(), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_stand_in_both_jobs_if_they_are_given()
    {
        SlurmJob limited = Job with { Time = "1-12:00", MemoryMib = 500 };
        foreach (string script in new[] { limited.ArrayScript(), limited.CollectScript() })
        {
            Assert.Contains("#SBATCH --time=1-12:00\n", script, StringComparison.Ordinal);
            Assert.Contains("#SBATCH --mem=500M\n", script, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("--time", Job.ArrayScript(), StringComparison.Ordinal);
        Assert.DoesNotContain("--mem", Job.CollectScript(), StringComparison.Ordinal);
    }

    /// <summary>sbatch splits its lines at blanks outside of quotes and replaces what follows a % in names of files.</summary>
    [Theory]
    [InlineData("/out", "/out")]
    [InlineData("/my runs/100 % #1", "/my runs/100 %% #1")]
    [InlineData("/it's", "/it's")]
    [InlineData("/a \"quoted\" name", "/a \\\"quoted\\\" name")]
    public void Logs_lie_in_the_folder_whatever_its_name(string folder, string written)
    {
        SlurmJob job = Job with { Folder = folder };
        Assert.Contains($"#SBATCH --output=\"{written}/slurm-%A_%a.out\"\n", job.ArrayScript(), StringComparison.Ordinal);
        Assert.Contains($"#SBATCH --output=\"{written}/slurm-collect-%j.out\"\n", job.CollectScript(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/two\nlines")]
    [InlineData("/back\\slash")]
    public void A_folder_that_Slurm_cannot_name_is_refused(string folder)
    {
        SlurmJob job = Job with { Folder = folder };
        Assert.Contains("--out ", Assert.Throws<InputException>(job.ArrayScript).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(job.CollectScript);
    }

    [Theory]
    [InlineData(36, 1, 36)]
    [InlineData(36, 5, 8)]
    [InlineData(36, 36, 1)]
    [InlineData(37, 36, 2)]
    [InlineData(1, 9, 1)]
    public void The_tasks_run_every_point_once(int points, int perTask, int tasks)
    {
        SlurmJob job = Job with { Points = points, PointsPerTask = perTask };
        Assert.Contains($"#SBATCH --array=0-{tasks - 1}\n", job.ArrayScript(), StringComparison.Ordinal);
        int[] run = [.. Enumerable.Range(0, tasks).SelectMany(task => PointsOf(job, task))];
        Assert.Equal(Enumerable.Range(0, points), run);
    }

    [Fact]
    public void The_job_that_collects_waits_for_the_tasks() =>
        Assert.Contains("sbatch --dependency=\"afterany:$job\" collect.sbatch\n", Job.SubmitScript(), StringComparison.Ordinal);

    [Theory]
    [InlineData(1000, 1000, null, 1)]
    [InlineData(1001, 1000, null, 2)]
    [InlineData(2500, 1000, null, 3)]
    [InlineData(2500, 1000, 3, 3)]
    [InlineData(10, 1000, 4, 4)]
    public void An_array_has_no_more_tasks_than_allowed(int points, int maxTasks, int? asked, int perTask)
    {
        Assert.Equal(perTask, SlurmJob.PointsOfTask(points, maxTasks, asked));
        Assert.InRange((Job with { Points = points, PointsPerTask = perTask }).Tasks, 1, maxTasks);
    }

    [Fact]
    public void More_tasks_than_allowed_are_refused()
    {
        InputException refused = Assert.Throws<InputException>(() => SlurmJob.PointsOfTask(2500, 1000, 2));
        Assert.Contains("allowed: 3 and more", refused.Message, StringComparison.Ordinal);
    }

    // The script itself, in a shell, with a program that only says what it is asked for.
    private static IEnumerable<int> PointsOf(SlurmJob job, int task)
    {
        string script = (job with { Program = ["/bin/echo"] }).ArrayScript();
        var start = new ProcessStartInfo("/bin/sh", ["-c", script])
        {
            RedirectStandardOutput = true,
            Environment = { ["SLURM_ARRAY_TASK_ID"] = $"{task}" },
        };
        using Process shell = Process.Start(start)!;
        string[] ends = shell.StandardOutput.ReadToEnd().Trim().Split(' ')[^1].Split("..");
        shell.WaitForExit();
        (int first, int last) = (int.Parse(ends[0]), int.Parse(ends[1]));
        return Enumerable.Range(first, last - first + 1);
    }
}
