using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Accelerator.Recording;

/// <summary>Which part of a run is recorded.</summary>
/// <param name="FromCycle">First core cycle.</param>
/// <param name="ToCycle">Core cycle after the last.</param>
/// <param name="Components">Components; an interval is recorded when it reaches into the window.</param>
public sealed record TraceSelection(long FromCycle, long ToCycle, IReadOnlySet<TraceComponent> Components)
{
    /// <summary>Everything.</summary>
    public static TraceSelection All { get; } = new(0, long.MaxValue, Enum.GetValues<TraceComponent>().ToHashSet());

    /// <summary>Nothing is left out.</summary>
    public bool IsAll => FromCycle <= 0 && ToCycle == long.MaxValue && All.Components.IsSubsetOf(Components);

    /// <summary>
    /// What a selection means on a machine where nothing overlaps: there are no waits, so that they are never missing, and never named.
    /// </summary>
    internal TraceSelection WithoutWaits()
    {
        TraceSelection withWaits = this with { Components = Components.Append(TraceComponent.Waits).ToHashSet() };
        return withWaits.IsAll ? All : this with { Components = Components.Where(one => one != TraceComponent.Waits).ToHashSet() };
    }

    /// <summary>Whether a record of a component that starts at a cycle is in it.</summary>
    internal bool Has(TraceComponent component, long cycle) => cycle >= FromCycle && cycle < ToCycle && Components.Contains(component);

    /// <summary>Whether an interval reaches into it.</summary>
    internal bool Has(TraceComponent component, long start, long end) =>
        end > FromCycle && start < ToCycle && Components.Contains(component);

    internal Selection ToFormat() => new()
    {
        FromCycle = (ulong)FromCycle,
        ToCycle = (ulong)ToCycle,
        Components = { Components.Order().Select(component => (uint)component) },
    };
}
