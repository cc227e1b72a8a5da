using CycleSim.Platform;
using CycleSim.Platform.Files;
using OxyPlot;
using OxyPlot.SkiaSharp;

namespace CycleSim.Studies.Plots;

/// <summary>Writes a plot as PNG or SVG, whole or not at all.</summary>
public static class PlotFile
{
    /// <summary>Fails early when a file name has no known ending.</summary>
    /// <param name="path">File.</param>
    /// <param name="also">Further endings that the caller writes itself, for the message.</param>
    /// <exception cref="InputException">The ending is neither .png nor .svg.</exception>
    public static void CheckName(string path, params IReadOnlyList<string> also)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(also);
        if (!HasEnding(path, ".png") && !HasEnding(path, ".svg"))
            throw new InputException($"{path}: a plot is written as .png{string.Concat(also.Select(ending => ", " + ending))} or .svg");
    }

    /// <summary>Writes a plot.</summary>
    /// <param name="model">The plot.</param>
    /// <param name="path">File; its ending decides the format.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    public static void Write(PlotModel model, string path, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(model);
        CheckName(path);
        using var picture = new MemoryStream();
        Draw(model, picture, width, height, isSvg: HasEnding(path, ".svg"));
        OutputFile.WriteAtomically(path, stream => stream.Write(picture.GetBuffer(), 0, (int)picture.Length));
    }

    /// <summary>Draws a plot.</summary>
    /// <param name="model">The plot.</param>
    /// <param name="picture">Takes the picture.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="isSvg">As SVG, not as PNG.</param>
    internal static void Draw(PlotModel model, Stream picture, int width, int height, bool isSvg)
    {
        PlainTexts.Keep(model);
        if (isSvg)
        {
            using SkiaRenderContext measure = TextMeasure();
            new OxyPlot.SvgExporter { Width = width, Height = height, TextMeasurer = measure }.Export(model, picture);
        }
        else
        {
            PngExporter.Export(model, picture, width, height);
        }

        // The plot library paints a failure into the picture instead of throwing it.
        if (model.GetLastPlotException() is { } failure)
            throw new InvalidOperationException($"the plot could not be drawn: {failure.Message}", failure);
    }

    /// <summary>
    /// Measures texts of an SVG as those of a PNG are drawn. The measure of the plot library knows other fonts, and labels would collide.
    /// </summary>
    internal static SkiaRenderContext TextMeasure() => new() { RenderTarget = RenderTarget.PixelGraphic, UseTextShaping = true };

    private static bool HasEnding(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
