using CycleSim.Studies.Reports;
using CycleSim.TrainingRuns;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>
/// Accuracy over the steps of training runs, as figure 14 of the paper shows it: a line for training images, averaged over neighbouring
/// steps, circles for test images after each epoch, and a cross where a run diverged.
/// </summary>
public static class AccuracyPlot
{
    /// <summary>Width of the picture, pixels.</summary>
    public const int Width = 1000;

    /// <summary>Height of the picture, pixels.</summary>
    public const int Height = 620;

    private const int Windows = 100;

    /// <summary>Draws runs.</summary>
    public static PlotModel Draw(IReadOnlyList<TrainingLogFile> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var model = new PlotModel
        {
            Title = "Accuracy while writes fail",
            Subtitle = "lines: training images, mean of neighbouring steps; circles: test images after an epoch; crosses: diverged",
            TitleFontSize = 15,
            SubtitleFontSize = 11,
            DefaultFont = PlotStyle.Font,
            Background = OxyColors.White,
        };
        model.Axes.Add(Axis(AxisPosition.Bottom, "steps", 1.02 * runs.Max(run => Math.Max(1, run.Accuracies.Count))));
        model.Axes.Add(Axis(AxisPosition.Left, "accuracy, %", 101));
        model.Legends.Add(new Legend
        {
            LegendPosition = LegendPosition.BottomRight,
            LegendBackground = OxyColors.White,
            LegendBorder = OxyColors.LightGray,
        });
        for (int index = 0; index < runs.Count; index++)
            Add(model, runs[index], PlotStyle.Lines[index % PlotStyle.Lines.Count]);
        return model;
    }

    private static LinearAxis Axis(AxisPosition position, string title, double maximum) => new()
    {
        Position = position,
        Title = title,
        Minimum = 0,
        Maximum = maximum,
        MajorGridlineStyle = LineStyle.Dot,
        MajorGridlineColor = OxyColors.LightGray,
    };

    private static void Add(PlotModel model, TrainingLogFile run, OxyColor colour)
    {
        string name = run.DivergedAt is { } step ? $"{run.Name}: diverged at step {step}" : Title(run);
        var line = new LineSeries { Title = name, Color = colour, StrokeThickness = 1.8 };
        int window = Math.Max(1, run.Accuracies.Count / Windows);
        foreach (double[] part in run.Accuracies.Chunk(window))
            line.Points.Add(new DataPoint(line.Points.Count * window + part.Length / 2.0, 100 * part.Average()));
        model.Series.Add(line);
        var tests = new ScatterSeries
        {
            MarkerType = MarkerType.Circle,
            MarkerSize = 6,
            MarkerFill = OxyColors.White,
            MarkerStroke = colour,
            MarkerStrokeThickness = 2,
        };
        foreach (EpochLine epoch in run.Epochs)
            if (epoch.TestAccuracy is { } accuracy)
                tests.Points.Add(new ScatterPoint(epoch.Step, 100 * accuracy));
        model.Series.Add(tests);
        if (run.DivergedAt is not { } end)
            return;
        var cross = new ScatterSeries { MarkerType = MarkerType.Cross, MarkerSize = 8, MarkerStroke = colour, MarkerStrokeThickness = 3 };
        cross.Points.Add(new ScatterPoint(end, run.Accuracies.Count > 0 ? 100 * run.Accuracies[^1] : 0));
        model.Series.Add(cross);
    }

    private static string Title(TrainingLogFile run) => run.Epochs is [.., { TestAccuracy: { } accuracy }]
        ? FormattableString.Invariant($"{run.Name}: {100 * accuracy:0.00} %")
        : run.Name;
}
