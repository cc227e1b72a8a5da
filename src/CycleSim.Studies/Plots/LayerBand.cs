using CycleSim.Accelerator.Steps;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>
/// Which layer worked when: a band of a picture with a bar for each operation and the name of each layer within its bars, level or upright;
/// a name without room is cut to its last part, or left out.
/// </summary>
/// <param name="Model">The picture.</param>
/// <param name="Bottom">Where the band starts, as a share of the height of the plot area.</param>
/// <param name="Width">Width of the plot area, pixels.</param>
/// <param name="Height">Height of the band, pixels.</param>
/// <param name="Cycles">Length of the run.</param>
/// <param name="CycleLength">Length of a cycle in the unit of the time axis.</param>
internal sealed record LayerBand(PlotModel Model, double Bottom, double Width, double Height, long Cycles, double CycleLength)
{
    private const string Key = "layers";
    private const double FontSize = 10;
    private const double LetterWidth = 6.5;
    private const double LineHeight = 12;
    private const double MinWidthWithEdge = 3;

    /// <summary>Draws the band.</summary>
    /// <param name="operations">The operations in the order of time.</param>
    /// <param name="colourOf">Colour of a pass.</param>
    /// <returns>How many layers have no room for their names.</returns>
    internal int Draw(IReadOnlyList<OperationSpan> operations, Func<OperationResult, OxyColor> colourOf)
    {
        Model.Axes.Add(new LinearAxis
        {
            Key = Key,
            Position = AxisPosition.Left,
            StartPosition = Bottom,
            EndPosition = 1,
            Minimum = 0,
            Maximum = 1,
            MajorStep = 0.5,
            MinorTickSize = 0,
            TickStyle = TickStyle.None,
            LabelFormatter = value => Math.Abs(value - 0.5) < 0.1 ? "layer" : "",
        });
        // Light tones, so that black names stay readable. An edge would hide bars that are hardly wider.
        foreach (var group in operations.GroupBy(span => (Colour: colourOf(span.Operation), HasEdge: RoomOf(span) >= MinWidthWithEdge)))
            AddBars(OxyColor.Interpolate(group.Key.Colour, OxyColors.White, 0.35), group.Key.HasEdge ? 0.5 : 0, group);
        return LayerSpan.Of(operations).Count(span => !AddName(span));
    }

    private double RoomOf(OperationSpan span) => RoomOf(span.StartCycle, span.EndCycle);

    private double RoomOf(long startCycle, long endCycle) => Width * (endCycle - startCycle) / Cycles;

    private void AddBars(OxyColor colour, double edge, IEnumerable<OperationSpan> operations)
    {
        var bars = new RectangleBarSeries
        {
            YAxisKey = Key,
            FillColor = colour,
            StrokeColor = OxyColors.White,
            StrokeThickness = edge,
            RenderInLegend = false,
        };
        foreach (OperationSpan span in operations.Where(span => span.EndCycle > span.StartCycle))
            bars.Items.Add(new RectangleBarItem(span.StartCycle * CycleLength, 0.04, span.EndCycle * CycleLength, 0.96));
        Model.Series.Add(bars);
    }

    private bool AddName(LayerSpan span)
    {
        double room = RoomOf(span.StartCycle, span.EndCycle);
        if (NameWithin(span.Name, room) is not { } name)
            return false;
        double length = LengthOf(name);
        Model.Annotations.Add(new TextAnnotation
        {
            Text = name,
            YAxisKey = Key,
            TextPosition = new DataPoint((span.StartCycle + span.EndCycle) * CycleLength / 2, 0.5),
            TextRotation = length > room ? -90 : 0,
            TextHorizontalAlignment = HorizontalAlignment.Center,
            TextVerticalAlignment = VerticalAlignment.Middle,
            Stroke = OxyColors.Transparent,
            FontSize = FontSize,
            TextColor = OxyColors.Black,
        });
        return true;
    }

    /// <summary>The name, or its last part where only that has room, level or upright; null where nothing has.</summary>
    private string? NameWithin(string name, double room)
    {
        int dot = name.LastIndexOf('.');
        string[] forms = dot > 0 ? [name, $"..{name[dot..]}"] : [name];
        return Array.Find(forms, form => LengthOf(form) <= room || (LineHeight <= room && LengthOf(form) <= Height));
    }

    // Letters of other scripts are up to twice as wide.
    private static double LengthOf(string name) => name.Sum(letter => char.IsAscii(letter) ? LetterWidth : 2 * LetterWidth);
}
