using CycleSim.Studies.Codesign;
using CycleSim.Workloads.Lowering;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>Cost against loss of what co-design chose from, and what a write costs over the barrier.</summary>
public static class CodesignPlot
{
    private const double Percent = 100;

    /// <summary>Draws both panels.</summary>
    /// <param name="study">The study.</param>
    /// <param name="selection">What it chose.</param>
    /// <param name="accuracy">Trainings with the choice.</param>
    public static IReadOnlyList<PlotModel> Draw(CodesignStudy study, CodesignSelection selection, CodesignAccuracy accuracy)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(accuracy);
        return [Front(study, selection, accuracy), Writes(study, selection)];
    }

    private static PlotModel Front(CodesignStudy study, CodesignSelection selection, CodesignAccuracy accuracy)
    {
        CodesignQuestion question = study.Question;
        PlotModel model = ComparisonPlots.Model($"{question.Point.Network.Name}: cost of the scratchpads against loss of accuracy");
        model.Axes.Add(Axis(AxisPosition.Bottom, "loss of accuracy (percentage points)"));
        model.Axes.Add(Axis(AxisPosition.Left, $"{NameOf(question)} (% of the baseline)"));
        double baseline = TensorRoles.All.Select(study.BaselineCost).Aggregate((a, b) => a + b).By(question.Objective).First;
        double Share(ScratchpadCost cost) => Percent * cost.By(question.Objective).First / baseline;
        var front = new StairStepSeries { Title = "cheapest for each loss", Color = PlotStyle.Blue, MarkerType = MarkerType.Circle };
        front.Points.AddRange(selection.Front.Select(point => new DataPoint(Percent * point.AccuracyLoss, Share(point.Cost))));
        model.Series.Add(front);
        model.Series.Add(Points("baseline", MarkerType.Square, PlotStyle.Grey, [(0, Percent)]));
        double chosen = Share(selection.Chosen.Cost);
        AddChoice("choice, predicted loss", PlotStyle.Green, selection.Chosen.AccuracyLoss);
        if (double.IsFinite(accuracy.AccuracyLoss))
            AddChoice("choice, measured loss", PlotStyle.Vermilion, accuracy.AccuracyLoss);
        return model;

        void AddChoice(string title, OxyColor colour, double loss) =>
            model.Series.Add(Points(title, MarkerType.Diamond, colour, [(Percent * loss, chosen)]));
    }

    /// <summary>For the scratchpad whose data live longest: the weakest write of each code that keeps its data right.</summary>
    private static PlotModel Writes(CodesignStudy study, CodesignSelection selection)
    {
        int longest = Enumerable.Range(0, selection.Kept.Length).MaxBy(i => selection.Candidates[i][0].Cell.LifetimeS);
        double lifetimeS = selection.Candidates[longest][0].Cell.LifetimeS;
        PlotModel model = ComparisonPlots.Model(FormattableString.Invariant($"pulse energy where data stay {lifetimeS:G3} s"));
        model.Axes.Add(Axis(AxisPosition.Bottom, "barrier at 300 K (kT)"));
        model.Axes.Add(Axis(AxisPosition.Left, "energy of a pulse for each data bit (pJ)"));
        model.Series.Add(Points(
            "baseline", MarkerType.Square, PlotStyle.Grey,
            [(study.Baseline.Design.BarrierKt, study.Baseline.Cell.CellEnergyPjPerDataBit)]));
        int index = 0;
        foreach (IGrouping<string, StoredCell> code in study.StoredCells(lifetimeS).Where(cell => cell.Design.Attempts == 1)
            .GroupBy(cell => FormattableString.Invariant($"{cell.Design.Code.Text}")))
        {
            var line = new LineSeries
            {
                Title = code.Key,
                Color = PlotStyle.Lines[index++ % PlotStyle.Lines.Count],
                MarkerType = MarkerType.Circle,
                MarkerSize = 3,
            };
            line.Points.AddRange(code.GroupBy(cell => cell.Design.BarrierKt).OrderBy(group => group.Key)
                .Select(group => new DataPoint(group.Key, group.Min(cell => cell.CellEnergyPjPerDataBit))));
            model.Series.Add(line);
        }

        return model;
    }

    private static string NameOf(CodesignQuestion question) => question.Objective switch
    {
        CodesignObjective.Time => "time of the step",
        CodesignObjective.Area => "area",
        _ => question.WritesOnly ? "energy of writes" : "energy of a step",
    };

    private static LinearAxis Axis(AxisPosition position, string title) => new()
    {
        Position = position,
        Title = title,
        MajorGridlineStyle = LineStyle.Dot,
        AxisTitleDistance = 8,
        MinimumPadding = 0.05,
        MaximumPadding = 0.05,
    };

    private static ScatterSeries Points(string title, MarkerType marker, OxyColor colour, IEnumerable<(double X, double Y)> points)
    {
        var series = new ScatterSeries { Title = title, MarkerType = marker, MarkerSize = 6, MarkerFill = colour };
        series.Points.AddRange(points.Select(point => new ScatterPoint(point.X, point.Y)));
        return series;
    }
}
