using System.Globalization;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Comparisons;
using OxyPlot;
using OxyPlot.Axes;

namespace CycleSim.Studies.Plots;

/// <summary>Logarithmic axes of memory sizes: capacities at powers of two, areas at powers of ten.</summary>
internal static class SizeAxis
{
    /// <summary>The axis of what a comparison keeps equal.</summary>
    internal static LogarithmicAxis Of(IsoKind iso) => iso == IsoKind.Capacity
        ? OfCapacity(TitleOf(iso), labelEvery: 2, angle: 45)
        : new LogarithmicAxis
        {
            Position = AxisPosition.Bottom,
            Title = TitleOf(iso),
            MajorGridlineStyle = LineStyle.Dot,
            MinorTickSize = 3,
            LabelFormatter = area => Text(iso, area),
            AxisTitleDistance = 8,
        };

    /// <summary>What is on the axis.</summary>
    internal static string TitleOf(IsoKind iso) =>
        iso == IsoKind.Capacity ? "on-chip capacity" : "area of the on-chip memory (mm²)";

    /// <summary>A size as a label shows it.</summary>
    internal static string Text(IsoKind iso, double size) => iso == IsoKind.Capacity
        ? ByteSize.Format((long)Math.Round(size))
        : size.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>An axis of capacities in bytes.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="labelEvery">Ratio of capacities with a label, a power of two.</param>
    /// <param name="angle">Angle of the labels, degrees.</param>
    internal static LogarithmicAxis OfCapacity(string title, int labelEvery, double angle = 0) => new()
    {
        Position = AxisPosition.Bottom,
        Title = title,
        Base = labelEvery,
        MajorGridlineStyle = LineStyle.Dot,
        MinorTickSize = 0,
        Angle = angle,
        LabelFormatter = bytes => Text(IsoKind.Capacity, bytes),
        AxisTitleDistance = 8,
    };
}
