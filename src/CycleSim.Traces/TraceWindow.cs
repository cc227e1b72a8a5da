namespace CycleSim.Traces;

/// <summary>A part of a trace: a window of time and some components.</summary>
/// <param name="FromPs">First picosecond.</param>
/// <param name="ToPs">Picosecond after the last.</param>
/// <param name="Components">Components.</param>
public sealed record TraceWindow(long FromPs, long ToPs, IReadOnlySet<TraceComponent> Components)
{
    /// <summary>All of a trace.</summary>
    public static TraceWindow All { get; } = new(0, long.MaxValue, Enum.GetValues<TraceComponent>().ToHashSet());

    /// <summary>
    /// First cycle, of a clock, that reaches into the window: it may have begun before. An interval that ends with it belongs to the
    /// window.
    /// </summary>
    public long FirstCycleWithin(long periodPs) => FromPs / periodPs;

    /// <summary>First cycle, of a clock, that starts in the window.</summary>
    public long FirstCycle(long periodPs) => CeilingDivide(FromPs, periodPs);

    /// <summary>Cycle, of a clock, after the last that starts in the window.</summary>
    public long EndCycle(long periodPs) => CeilingDivide(ToPs, periodPs);

    private static long CeilingDivide(long ps, long periodPs) => ps / periodPs + (ps % periodPs > 0 ? 1 : 0);
}
