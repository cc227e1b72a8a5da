using System.CommandLine;
using CycleSim.Cli.Output;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Plans;

namespace CycleSim.Cli.Commands.Study;

/// <summary>`cyclesim sweep`: a grid of training steps.</summary>
internal static class SweepCommand
{
    private static readonly Argument<string> Plan =
        new("plan") { Description = "The plan: a JSON file with networks, batches, memories, capacities, ..." };

    private static readonly Option<int?> Point = new("--point")
    {
        HelpName = "N",
        Description = "Run only this point of the plan, from 0, and write no tables: a task of an array job",
    };

    private static readonly Option<string> Executor = new("--executor")
    {
        HelpName = "local|slurm",
        Description = "local: run here; slurm: write an array job, a task for each point, and run nothing",
        DefaultValueFactory = _ => "local",
    };

    internal static Command Create()
    {
        var command = new Command(
            "sweep",
            "Run a grid of training steps, each into a result file of its own, and collect them as CSV and Parquet.\n\n" +
            "Example: cyclesim sweep plan.json --jobs 2 --out study\n" +
            "A plan: {\"name\": \"example\", \"networks\": [\"lenet5-28x28-mnist\"], \"batches\": [16], \"memories\": [\"sram\", " +
            "\"stt-mram\"], " +
            "\"capacity_range\": {\"from\": \"32 KiB\", \"to\": \"1 MiB\"}}")
        {
            Plan, StudyOptions.Out, StudyOptions.Jobs, StudyOptions.Resume, Point, Executor,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        StudyPlan plan = PlanLoader.Load(parsed.GetRequiredValue(Plan));
        IReadOnlyList<StudyPoint> points = plan.Points();
        string executor = parsed.GetRequiredValue(Executor);
        if (executor is not ("local" or "slurm"))
            throw new InputException($"--executor {executor}: allowed are local and slurm");
        if (executor == "slurm")
            return WriteArrayJob(parsed, plan, points.Count);
        int? only = parsed.GetValue(Point);
        if (only is { } index && (index < 0 || index >= points.Count))
            throw new InputException($"--point {index}: the plan has points 0 to {points.Count - 1}");
        // Tasks of an array job share a folder; a whole sweep has it for itself, from its first point to its tables.
        string folder = parsed.GetRequiredValue(StudyOptions.Out);
        using FileLock? alone = only is null ? StudyOptions.Lock(folder) : null;
        // What other tasks wrote is no reason to stop.
        PointRunner runner = StudyOptions.Runner(parsed, resumes: only is not null);
        IReadOnlyList<PointOutcome> outcomes = only is { } one
            ? StudyOptions.Run(
                plan.Name, runner, [points[one]], "interrupted; the point has no result, and the same command starts it anew")
            : StudyOptions.Run(plan.Name, runner, points);
        if (only is null)
            Collect(folder, outcomes);
        return StudyOptions.Report(outcomes);
    }

    private static void Collect(string folder, IReadOnlyList<PointOutcome> outcomes)
    {
        ResultTable<PointOutcome> table = PointTable.Of(outcomes);
        table.WriteCsv(Path.Combine(folder, "points.csv"));
        table.WriteParquet(Path.Combine(folder, "points.parquet"));
        StudyTables.Print(outcomes);
    }

    private static int WriteArrayJob(ParseResult parsed, StudyPlan plan, int count)
    {
        string folder = parsed.GetRequiredValue(StudyOptions.Out);
        string planFile = parsed.GetRequiredValue(Plan);
        if (InputFile.IsStandardInput(planFile))
            throw new InputException($"--executor slurm: the plan {planFile} must be a file, which every task reads");
        OutputFile.CreateFolder("--out", folder);
        string script = Path.Combine(folder, "sweep.sbatch");
        string text = SlurmJob.Script(plan.Name, count, Path.GetFullPath(planFile), Path.GetFullPath(folder));
        OutputFile.WriteAtomically(script, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write(text);
        });
        Console.Out.WriteLine(script);
        return ExitCode.Done;
    }
}
