namespace CycleSim.Traces.Requests;

/// <summary>In what a trace counts its times.</summary>
public enum RequestTimeUnit
{
    /// <summary>Clock cycles of the memory.</summary>
    Cycles,

    /// <summary>Picoseconds.</summary>
    Picoseconds,

    /// <summary>Nothing: the trace has no times, and every request may enter at 0.</summary>
    None,
}
