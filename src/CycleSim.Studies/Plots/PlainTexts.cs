using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>
/// Keeps texts of a picture as they are. OxyPlot takes "_{" and "^{" for marks of letters below and above the line, and names of layers,
/// networks and files may hold them: a character without width between the two keeps them.
/// </summary>
internal static class PlainTexts
{
    /// <summary>Changes all texts of a plot.</summary>
    /// <param name="model">The plot.</param>
    internal static void Keep(PlotModel model)
    {
        (model.Title, model.Subtitle) = (Plain(model.Title), Plain(model.Subtitle));
        foreach (Series series in model.Series)
            series.Title = Plain(series.Title);
        foreach (Axis axis in model.Axes)
            axis.Title = Plain(axis.Title);
        foreach (CategoryAxis axis in model.Axes.OfType<CategoryAxis>())
            for (int i = 0; i < axis.Labels.Count; i++)
                axis.Labels[i] = Plain(axis.Labels[i]);
        foreach (TextualAnnotation annotation in model.Annotations.OfType<TextualAnnotation>())
            annotation.Text = Plain(annotation.Text);
    }

    private static string? Plain(string? text) =>
        text?.Replace("_{", "_\u200b{", StringComparison.Ordinal).Replace("^{", "^\u200b{", StringComparison.Ordinal);
}
