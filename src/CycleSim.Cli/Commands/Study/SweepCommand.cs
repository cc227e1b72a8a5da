using System.CommandLine;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Plans;
using CycleSim.Terminal.Options;

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

    private static readonly Option<string?> Points = new OptionSpec(
        "--points", "Run only points A to B of the plan, from 0, and write no tables: a task of an array job")
    {
        ValueForm = "A..B",
        Since = "0.2",
    }.Optional<string?>();

    private static readonly ChoiceOption<bool> IsForSlurm = new OptionSpec("--executor", "What runs the points").ChoiceWithDefault(
        false,
        new("local", false, "this program"),
        new("slurm", true, "an array job, written with one that collects its results; nothing runs here"));

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
            Plan, StudyOptions.Out, StudyOptions.Jobs, StudyOptions.Resume, Point, Points, IsForSlurm,
        };
        command.AddOptions(SlurmOptions.All);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        StudyPlan plan = PlanLoader.Load(parsed.GetRequiredValue(Plan));
        IReadOnlyList<StudyPoint> points = plan.Points();
        if (IsForSlurm.Of(parsed))
            return WriteArrayJob(parsed, plan, points.Count);
        SlurmOptions.CheckUnused(parsed);
        Range? only = Only(parsed, points.Count);
        // Tasks of an array job share a folder; a whole sweep has it for itself, from its first point to its tables.
        string folder = parsed.GetRequiredValue(StudyOptions.Out);
        using FileLock? alone = only is null ? StudyOptions.Lock(folder) : null;
        // What other tasks wrote is no reason to stop.
        PointRunner runner = StudyOptions.Runner(parsed, resumes: only is not null);
        IReadOnlyList<PointOutcome> outcomes = only is { } some
            ? StudyOptions.Run(
                plan.Name, runner, [.. points.Take(some)],
                "interrupted; points that ended have results, and the same command runs the rest")
            : StudyOptions.Run(plan.Name, runner, points);
        if (only is null)
            Collect(folder, outcomes);
        return StudyOptions.Report(outcomes);
    }

    /// <summary>The points of a task; null for all of the plan.</summary>
    private static Range? Only(ParseResult parsed, int count)
    {
        if (parsed.GetValue(Points) is not { } text)
            return parsed.GetValue(Point) is not { } index ? null : Checked($"{Point.Name} {index}", index, index, count);
        if (parsed.GetValue(Point) is not null)
            throw new InputException($"{Point.Name} and {Points.Name} exclude each other");
        string[] ends = text.Split("..");
        return ends.Length == 2 && NumberText.TryWhole(ends[0], out int first) && NumberText.TryWhole(ends[1], out int last)
            ? Checked($"{Points.Name} {text}", first, last, count)
            : throw new InputException($"{Points.Name} {text}: write A..B, e.g. 0..9");
    }

    private static Range Checked(string option, int first, int last, int count) =>
        first >= 0 && first <= last && last < count
            ? first..(last + 1)
            : throw new InputException($"{option}: the plan has points 0 to {count - 1}");

    private static void Collect(string folder, IReadOnlyList<PointOutcome> outcomes)
    {
        ResultTable<PointOutcome> table = PointTable.Of(outcomes);
        table.WriteCsv(Path.Combine(folder, "points.csv"));
        table.WriteParquet(Path.Combine(folder, "points.parquet"));
        StudyTables.Print(outcomes);
    }

    private static int WriteArrayJob(ParseResult parsed, StudyPlan plan, int count)
    {
        Option[] ofRuns = [Point, Points, StudyOptions.Jobs, StudyOptions.Resume];
        if (ofRuns.FirstOrDefault(parsed.IsGiven) is { } given)
            throw new InputException($"{given.Name}: goes with --executor local; an array job runs all points, each once");
        string folder = parsed.GetRequiredValue(StudyOptions.Out);
        string planFile = parsed.GetRequiredValue(Plan);
        if (InputFile.IsStandardInput(planFile))
            throw new InputException($"--executor slurm: the plan {planFile} must be a file, which every task reads");
        SlurmOptions.Write(parsed, plan, count, planFile, folder);
        return ExitCode.Done;
    }
}
