using OxyPlot;

namespace CycleSim.Studies.Plots;

/// <summary>Colours and fonts that all plots share. The colours (Okabe and Ito, 2008) are distinct without colour vision too.</summary>
internal static class PlotStyle
{
    internal const string Font = "DejaVu Sans";

    internal static OxyColor Blue { get; } = OxyColor.FromRgb(0x00, 0x72, 0xB2);

    internal static OxyColor Orange { get; } = OxyColor.FromRgb(0xE6, 0x9F, 0x00);

    internal static OxyColor Green { get; } = OxyColor.FromRgb(0x00, 0x9E, 0x73);

    internal static OxyColor Pink { get; } = OxyColor.FromRgb(0xCC, 0x79, 0xA7);

    internal static OxyColor Vermilion { get; } = OxyColor.FromRgb(0xD5, 0x5E, 0x00);

    internal static OxyColor Sky { get; } = OxyColor.FromRgb(0x56, 0xB4, 0xE9);

    internal static OxyColor Grey { get; } = OxyColor.FromRgb(0x60, 0x60, 0x60);

    /// <summary>Colours of areas and bars, in the order in which they take them.</summary>
    internal static IReadOnlyList<OxyColor> Areas { get; } =
        [Blue, Orange, Green, Pink, Vermilion, Sky, OxyColor.FromRgb(0xF0, 0xE4, 0x42), Grey];

    /// <summary>Colours of lines: those that stand out on white first.</summary>
    internal static IReadOnlyList<OxyColor> Lines { get; } = [Blue, Vermilion, Green, Pink, Orange, Sky];

    /// <summary>From nothing to much, for heat maps.</summary>
    internal static OxyPalette Heat { get; } = OxyPalette.Interpolate(64, OxyColors.White, Sky, Blue, OxyColor.FromRgb(0, 0x20, 0x50));

    /// <summary>A unit in which times up to a length read well.</summary>
    internal static (double Ps, string Name) TimeUnit(double lengthPs) => lengthPs switch
    {
        >= 1e12 => (1e12, "s"),
        >= 1e9 => (1e9, "ms"),
        >= 1e6 => (1e6, "us"),
        _ => (1e3, "ns"),
    };
}
