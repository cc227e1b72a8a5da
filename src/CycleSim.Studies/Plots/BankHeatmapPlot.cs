using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Studies.Timeline;
using CycleSim.Traces;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>Banks of a scratchpad over time.</summary>
public static class BankHeatmapPlot
{
    /// <summary>Width of the picture, pixels.</summary>
    public const int Width = 1200;

    /// <summary>Height of the picture, pixels.</summary>
    public const int Height = 640;

    private const int Columns = 1000;

    /// <summary>Draws a window of a trace.</summary>
    /// <param name="file">The trace.</param>
    /// <param name="scratchpad">The component: one of <see cref="TraceNames.ScratchpadComponents"/>.</param>
    /// <param name="quantity">What is counted.</param>
    /// <param name="fromPs">Start of the window.</param>
    /// <param name="toPs">End of the window; cut to the end of the run.</param>
    /// <exception cref="InputException">The window begins after the end, or holds no access of that scratchpad.</exception>
    public static PlotModel Draw(TraceFile file, TraceComponent scratchpad, HeatmapQuantity quantity, long fromPs, long toPs)
    {
        ArgumentNullException.ThrowIfNull(file);
        long periodPs = Math.Max(1, (long)file.Header.ClockPeriodPs);
        long endPs = Math.Max(file.EndCycle, LastCycle(file, scratchpad) + 1) * periodPs;
        if (fromPs >= endPs)
            throw new InputException($"{file.Name}: the window begins at {TimeText.Format(fromPs)}; " +
                $"the run ends at {TimeText.Format(endPs)}");
        toPs = Math.Min(toPs, endPs);
        double[,] data = Count(file, scratchpad, quantity, fromPs, toPs, periodPs);
        (double unit, string unitName) = PlotStyle.TimeUnit(toPs - fromPs);
        string what = quantity == HeatmapQuantity.Accesses ? "accesses" : "accesses that waited";
        var model = new PlotModel
        {
            Title = $"{file.Header.Network}, {file.Header.Memory}: {TraceNames.Of(scratchpad)} scratchpad, {what} per bank and cycle",
            TitleFontSize = 14,
            DefaultFont = PlotStyle.Font,
            Background = OxyColors.White,
        };
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Bottom,
            Title = $"time ({unitName})",
            Minimum = fromPs / unit,
            Maximum = toPs / unit,
        });
        int banks = data.GetLength(1);
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Title = "bank", Minimum = -0.5, Maximum = banks - 0.5 });
        model.Axes.Add(new LinearColorAxis
        {
            Position = AxisPosition.Right,
            Title = $"{what} per cycle",
            Minimum = 0,
            Maximum = Math.Max(1e-12, data.Cast<double>().Max()),
            Palette = PlotStyle.Heat,
        });
        double half = (toPs - fromPs) / unit / data.GetLength(0) / 2;
        model.Series.Add(new HeatMapSeries
        {
            X0 = fromPs / unit + half,
            X1 = toPs / unit - half,
            Y0 = 0,
            Y1 = banks - 1,
            Data = data,
            Interpolate = false,
            RenderMethod = HeatMapRenderMethod.Bitmap,
        });
        return model;
    }

    private static long LastCycle(TraceFile file, TraceComponent scratchpad) =>
        file.Chunks.Where(chunk => chunk.Component == (uint)scratchpad).Select(chunk => (long)chunk.LastCycle).DefaultIfEmpty(-1).Max();

    private static double[,] Count(
        TraceFile file, TraceComponent scratchpad, HeatmapQuantity quantity, long fromPs, long toPs, long periodPs)
    {
        var bins = new Bins(fromPs, toPs, (int)Math.Clamp((toPs - fromPs) / periodPs, 1, Columns));
        double[][] banks = [.. Enumerable.Range(0, Math.Max(2, (int)file.Header.Banks)).Select(_ => bins.New())];
        bool any = false;
        foreach (TraceAccess access in file.Accesses(scratchpad, fromPs / periodPs, (toPs + periodPs - 1) / periodPs))
        {
            any = true;
            if (quantity == HeatmapQuantity.Accesses || access.WaitedCycles > 0)
                bins.AddPoint(banks[Math.Min(access.Bank, banks.Length - 1)], access.Cycle * periodPs, periodPs / bins.WidthPs);
        }

        if (!any)
            throw new InputException($"{file.Name}: has no access of the {TraceNames.Of(scratchpad)} scratchpad in that window");
        var data = new double[bins.Count, banks.Length];
        for (int bank = 0; bank < banks.Length; bank++)
            for (int bin = 0; bin < bins.Count; bin++)
                data[bin, bank] = banks[bank][bin];
        return data;
    }
}
