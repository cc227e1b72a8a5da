using CycleSim.Platform;
using CycleSim.Platform.Files;
using OxyPlot;
using OxyPlot.SkiaSharp;
using SkiaSharp;

namespace CycleSim.Studies.Plots;

/// <summary>Writes several plots side by side as one PNG or SVG, whole or not at all.</summary>
public static class PlotGrid
{
    /// <summary>Writes a picture.</summary>
    /// <param name="panels">The plots, row by row.</param>
    /// <param name="columns">Plots in a row.</param>
    /// <param name="path">File; its ending, .png or .svg, decides the format.</param>
    /// <param name="panelWidth">Width of a plot in pixels.</param>
    /// <param name="panelHeight">Height of a plot in pixels.</param>
    /// <exception cref="InputException">The file has another ending or cannot be written.</exception>
    public static void Write(IReadOnlyList<PlotModel> panels, int columns, string path, int panelWidth, int panelHeight)
    {
        ArgumentNullException.ThrowIfNull(panels);
        PlotFile.CheckName(path);
        int width = Math.Min(columns, panels.Count) * panelWidth;
        int height = (panels.Count + columns - 1) / columns * panelHeight;
        using var picture = new MemoryStream();
        using SkiaRenderContext measure = PlotFile.TextMeasure();
        if (path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
        {
            using var svg = new SvgRenderContext(picture, width, height, isDocument: true, measure, OxyColors.White);
            Render(panels, columns, svg, panelWidth, panelHeight);
            svg.Complete();
            svg.Flush();
        }
        else
        {
            using var bitmap = new SKBitmap(width, height);
            using var canvas = new SKCanvas(bitmap);
            canvas.Clear(SKColors.White);
            using var png = new SkiaRenderContext { SkCanvas = canvas, RenderTarget = RenderTarget.PixelGraphic, UseTextShaping = true };
            Render(panels, columns, png, panelWidth, panelHeight);
            using SKImage image = SKImage.FromBitmap(bitmap);
            using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
            data.SaveTo(picture);
        }

        OutputFile.WriteAtomically(path, stream => stream.Write(picture.GetBuffer(), 0, (int)picture.Length));
    }

    private static void Render(IReadOnlyList<PlotModel> panels, int columns, IRenderContext context, int panelWidth, int panelHeight)
    {
        for (int i = 0; i < panels.Count; i++)
        {
            PlainTexts.Keep(panels[i]);
            IPlotModel model = panels[i];
            model.Update(true);
            model.Render(context, new OxyRect(i % columns * panelWidth, i / columns * panelHeight, panelWidth, panelHeight));
            // The plot library paints a failure into the picture instead of throwing it.
            if (panels[i].GetLastPlotException() is { } failure)
                throw new InvalidOperationException($"the plot could not be drawn: {failure.Message}", failure);
        }
    }
}
