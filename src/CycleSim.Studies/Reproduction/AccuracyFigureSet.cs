using System.Collections.Immutable;
using CycleSim.Platform;
using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Reports;
using OxyPlot;
using OxyPlot.Legends;

namespace CycleSim.Studies.Reproduction;

/// <summary>Figure 14: real training while writes fail.</summary>
internal sealed class AccuracyFigureSet(FigureFolder files, ReproductionScope scope, TrainingRunner runner)
{
    /// <summary>What came out, group by group.</summary>
    internal ImmutableArray<AccuracyResult> Results { get; private set; } = [];

    internal Figure Make(CancellationToken cancellation)
    {
        Results = [.. scope.Accuracy.Select(group => Run(group, cancellation))];
        var panels = new List<PlotModel>();
        foreach (AccuracyResult result in Results.Where(result => result.Missing is null))
            panels.Add(Panel(result));
        if (panels.Count == 0)
            throw new InputException(string.Join("; ", Results.Select(result => $"{result.Group.Name}: {result.Missing}").Distinct()));
        files.Draw("fig14", panels, 2, AccuracyPlot.Width * 3 / 4, AccuracyPlot.Height * 3 / 4);
        ReportTable table = Table();
        files.Write("fig14", table);
        return new("fig14", "Figure 14: accuracy while writes fail",
            "Real training within the budget that the table states: it converged where the second half of the steps gains little. Runs " +
            "of a seed are pairs: they start with the same weights and see the same images in the same order. Loss: mean over the pairs " +
            "with its 95 % interval by Student's distribution. The picture shows the first seed and the first error model.",
            true, table, null);
    }

    // All cases of all seeds would hide each other.
    private PlotModel Panel(AccuracyResult result)
    {
        AccuracyGroup group = result.Group;
        IEnumerable<TrainingRequest> shown = group.Cases.Where(one => one.ErrorModel == group.Exact.ErrorModel)
            .Prepend(null).Select(one => group.RunsOf(one).First());
        PlotModel panel = AccuracyPlot.Draw(
            [.. shown.Select(request => TrainingLogFile.Load(runner.FolderOf(request)) with { Name = request.Label })]);
        panel.Title = $"{group.Name}: {result.Exact.Runs[0].Steps} steps of {group.Exact.Batch}";
        (panel.Legends[0].LegendPlacement, panel.Legends[0].LegendPosition) = (LegendPlacement.Outside, LegendPosition.BottomCenter);
        return panel;
    }

    private AccuracyResult Run(AccuracyGroup group, CancellationToken cancellation)
    {
        if (runner.WhyMissing(group.Exact.Dataset) is { } missing)
            return new(group, [], missing);
        return (scope.TrainsNothing ? runner.Find(group) : group) is { } run
            ? new(run, [.. run.Cases.Prepend(null).Select(one => Run(run.RunsOf(one), cancellation))], null)
            : new(group, [], "its trainings have no result yet");
    }

    private SeededRuns Run(IEnumerable<TrainingRequest> requests, CancellationToken cancellation)
    {
        (TrainedRun Run, double? Halfway)[] runs = [.. requests.Select(request =>
        {
            TrainedRun run = runner.Run(request, cancellation);
            return (run, Halfway(TrainingLogFile.Load(runner.FolderOf(request)), run.Steps));
        })];
        return new([.. runs.Select(one => one.Run)], [.. runs.Select(one => one.Halfway)]);
    }

    private static double? Halfway(TrainingLogFile log, long steps) =>
        log.Epochs.LastOrDefault(epoch => 2 * epoch.Step <= steps)?.TestAccuracy;

    private ReportTable Table() => new(
        [
            "network", "data set", "writes", "steps", "of an epoch's", "batch", "test images", "test accuracy of each seed", "mean",
            "second half gained (points)", "loss of the pairs (points, 95 % interval)",
        ],
        [
            .. from result in Results
               from row in result.Missing is { } missing
                   ? [Missing(result.Group, missing)]
                   : Rows(result)
               select row,
        ]);

    private static IEnumerable<ImmutableArray<string>> Rows(AccuracyResult result) =>
        result.Cases.Select(one => Row(result, one.Case.Label, one.Runs)).Prepend(Row(result, result.Group.Exact.Label, result.Exact));

    private static ImmutableArray<string> Missing(AccuracyGroup group, string why) =>
        [NetworkOf(group), group.Exact.Dataset, "", "", "", $"{group.Exact.Batch}", "", $"not run: {why}", "", "", ""];

    private static ImmutableArray<string> Row(AccuracyResult result, string writes, SeededRuns runs) =>
    [
        NetworkOf(result.Group), result.Group.Exact.Dataset, writes, $"{runs.Runs.Max(run => run.Steps)}",
        $"{runs.Runs[0].StepsPerEpoch}", $"{result.Group.Exact.Batch}", $"{runs.Runs[0].TestImages}", AccuracyText.Accuracies(runs),
        runs.Mean is { } mean ? Text($"{100 * mean:0.00} %") : "", AccuracyText.Points(runs.SecondHalfGain),
        runs == result.Exact || PairedLoss.Of(result.Exact, runs) is not { } loss ? "" : AccuracyText.Interval(loss),
    ];

    private static string NetworkOf(AccuracyGroup group) => group.Exact.Width == 1
        ? group.Exact.Network
        : Text($"{group.Exact.Network}, {group.Exact.Width} of its width");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
