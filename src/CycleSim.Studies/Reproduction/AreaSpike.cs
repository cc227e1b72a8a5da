using System.Collections.Immutable;

namespace CycleSim.Studies.Reproduction;

/// <summary>
/// The spike of an improvement over area: the area between 8 and 48 mm2 whose improvement stands out most against half and twice of it.
/// Improvements between areas are interpolated in logarithms.
/// </summary>
/// <param name="Peak">The area.</param>
/// <param name="Below">Improvement on half of it.</param>
/// <param name="Above">Improvement on twice of it.</param>
internal sealed record AreaSpike(SystemSize Peak, double Below, double Above)
{
    /// <summary>Areas between which it is looked for, in mm².</summary>
    public const double MinAreaMm2 = 8;

    /// <summary>The last of them.</summary>
    public const double MaxAreaMm2 = 48;

    /// <summary>How many times the improvement is that of the larger of both sides.</summary>
    public double Height => Peak.Improvement / Math.Max(Below, Above);

    /// <summary>The maximum; null where no area has others at half and at twice of it.</summary>
    public static AreaSpike? Of(SystemCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ImmutableArray<SystemSize> sizes = curve.Sizes;
        return (from peak in sizes
                where peak.Size is >= MinAreaMm2 and <= MaxAreaMm2
                let below = At(sizes, peak.Size / 2)
                let above = At(sizes, peak.Size * 2)
                where below is not null && above is not null
                select new AreaSpike(peak, below.Value, above.Value)).MaxBy(spike => spike.Height);
    }

    private static double? At(ImmutableArray<SystemSize> sizes, double area)
    {
        SystemSize? before = sizes.LastOrDefault(size => size.Size <= area);
        SystemSize? after = sizes.FirstOrDefault(size => size.Size >= area);
        if (before is null || after is null)
            return null;
        double part = after.Size > before.Size ? Math.Log(area / before.Size) / Math.Log(after.Size / before.Size) : 0;
        return before.Improvement * Math.Pow(after.Improvement / before.Improvement, part);
    }
}
