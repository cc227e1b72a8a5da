using System.CommandLine;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Plans;
using CycleSim.Studies.Reproduction;
using CycleSim.Terminal;

namespace CycleSim.Cli.Commands.Study;

/// <summary>`cyclesim reproduce`: the tables and figures of the source paper, and which of its claims hold.</summary>
internal static class ReproduceCommand
{
    private static readonly Option<string?> Only = new("--only")
    {
        HelpName = "LIST",
        Description = $"Make only these tables and figures, separated by commas: {string.Join(", ", PaperReproduction.Figures)}",
    };

    private static readonly Option<bool> Quick = new("--quick")
    {
        Description = "Fewer networks, capacities and training steps: a first result in minutes; the report says what was left out",
    };

    private static readonly Option<string?> Trainings = new("--trainings")
    {
        HelpName = "LIST",
        Description = "Make figure 14 of some networks only, separated by commas: " +
            string.Join(", ", ReproductionScope.Full().Accuracy.Select(group => group.Id)),
    };

    private static readonly Option<bool> Stored = new("--stored-trainings")
    {
        Description = "Train nothing: make figure 14 of the trainings in --out that are complete",
    };

    internal static Command Create()
    {
        var command = new Command(
            "reproduce",
            "Reproduce the tables and figures of the source paper, from the device to the accuracy, and judge its claims.\n\n" +
            "Example: cyclesim reproduce --out paper --data DIR")
        {
            Only, Trainings, Stored, Quick,
            StudyOptions.Out, StudyOptions.Jobs, StudyOptions.Resume, TrainingData.Data, TrainingData.AllowPartial,
            TrainingData.Epochs,
            TrainingData.MaxSteps,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        int? epochs = parsed.GetValue(TrainingData.Epochs);
        long? steps = parsed.GetValue(TrainingData.MaxSteps);
        ReproductionScope scope = parsed.GetValue(Quick) ? ReproductionScope.Quick(epochs, steps) : ReproductionScope.Full(epochs, steps);
        scope = scope.WithTrainings(ListOf(parsed, Trainings)) with { TrainsNothing = parsed.GetValue(Stored) };
        string[] only = ListOf(parsed, Only);
        string folder = parsed.GetRequiredValue(StudyOptions.Out);
        using FileLock alone = StudyOptions.Lock(folder);
        PointRunner runner = StudyOptions.Runner(parsed);
        using TrainingProcess training = TrainingData.Backend(parsed);
        var reproduction = new PaperReproduction(scope, only, folder, runner, training);
        ReproductionReport report = StudyOptions.Interruptible(token =>
            ProgressLine.Run("reproduce", progress => reproduction.Run(progress, token)));
        ReportMarkdown.Write(report, Path.Combine(folder, "report.md"));
        ReportHtml.Write(report, folder);
        Print(report);
        Console.Error.WriteLine($"report: {Path.Combine(folder, "report.html")}");
        return report.Failures.Length == 0 && report.Figures.All(figure => figure.Failure is null || figure.Id == "fig14")
            ? ExitCode.Done
            : ExitCode.Failed;
    }

    private static string[] ListOf(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static void Print(ReproductionReport report)
    {
        var table = new TextTable((report.Scope.Marked("claim"), false), ("verdict", false), ("measured", false));
        foreach ((Claim claim, Judgement judgement) in report.Claims)
            table.Add(claim.Id, judgement.Word, judgement.Measured);
        table.Print();
        foreach (Figure figure in report.Figures.Where(figure => figure.Failure is not null))
            Console.Error.WriteLine($"{figure.Id}: not made: {figure.Failure}");
    }
}
