using CycleSim.Configuration.Keys;

namespace CycleSim.Studies.Plans;

/// <summary>The keys of "area_range_mm2" in a study plan.</summary>
internal static class AreaRangeKeys
{
    internal static readonly KeySet All = new("area range", "On-chip areas in equal ratios.");

    internal static readonly Key<double> From = All.Number("from", "Smallest area.", PlanKeys.MinMm2, PlanKeys.MaxMm2, "mm2");

    internal static readonly Key<double> To = All.Number("to", "Largest area, at least from.", PlanKeys.MinMm2, PlanKeys.MaxMm2, "mm2");

    internal static readonly Key<int> Points = All.Int("points", "Number of areas.", 2, 10_000);
}
