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
        {
            PlotModel panel = AccuracyPlot.Draw(
                [.. result.Group.Requests.Select(request => TrainingLogFile.Load(runner.FolderOf(request)) with { Name = request.Label })]);
            panel.Title = Text($"{result.Name}: {result.Exact.Steps} steps of {result.Group.Exact.Batch}");
            (panel.Legends[0].LegendPlacement, panel.Legends[0].LegendPosition) = (LegendPlacement.Outside, LegendPosition.BottomCenter);
            panels.Add(panel);
        }

        if (panels.Count == 0)
            throw new InputException(string.Join("; ", Results.Select(result => $"{result.Name}: {result.Missing}").Distinct()));
        files.Draw("fig14", panels, 2, AccuracyPlot.Width * 3 / 4, AccuracyPlot.Height * 3 / 4);
        ReportTable table = Table();
        files.Write("fig14", table);
        return new("fig14", "Figure 14: accuracy while writes fail",
            "Real training within the budget that the table states; it is not training to convergence, " +
            "except where a run says so by its accuracy.", true, table, null);
    }

    private AccuracyResult Run(AccuracyGroup group, CancellationToken cancellation) => runner.WhyMissing(group.Exact.Dataset) is { } missing
        ? new(group, [], missing)
        : new(group, [.. group.Requests.Select(request => runner.Run(request, cancellation))], null);

    private ReportTable Table() => new(
        ["network", "data set", "writes", "steps", "of an epoch's", "batch", "test accuracy"],
        [
            .. from result in Results
               from pair in result.Group.Requests.Select((request, i) => (request, run: result.Missing is null ? result.Runs[i] : null))
               select Row(pair.request, pair.run, result.Missing),
        ]);

    private static ImmutableArray<string> Row(TrainingRequest request, TrainedRun? run, string? missing) => run is null
        ? [request.Network, request.Dataset, request.Label, "", "", $"{request.Batch}", $"not run: {missing}"]
        :
        [
            request.Network, request.Dataset, request.Label, $"{run.Steps}", $"{run.StepsPerEpoch}", $"{request.Batch}",
            run.HasDiverged ? "diverged" : Text($"{100 * run.TestAccuracy:0.00} % of {run.TestImages}"),
        ];

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
