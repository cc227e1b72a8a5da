namespace CycleSim.Traces.Requests;

/// <summary>How a request trace is read.</summary>
public sealed record RequestTraceOptions
{
    /// <summary>What the memory can take; null: every time and address that a number holds.</summary>
    public RequestLimits? Limits { get; init; }

    /// <summary>What times that go back mean. Only <see cref="RequestOrder.Time"/> holds the whole trace in memory.</summary>
    public RequestOrder Order { get; init; } = RequestOrder.Checked;

    /// <summary>
    /// Whether times of a DRAMSys trace count from the request before; null: if the name of the file ends in <c>.rstl</c>, alone or before
    /// <c>.gz</c> or <c>.zst</c>.
    /// </summary>
    public bool? HasRelativeTimes { get; init; }

    /// <summary>
    /// Whether standard input and pipes are read without keeping a copy, for which there may be no room. Nothing can look at them again
    /// then, neither for another reading nor to find out what they hold.
    /// </summary>
    public bool ReadsPipesOnce { get; init; }

    /// <summary>Gives the byte address of an address vector in a Ramulator 2 trace; null: a trace with vectors is refused.</summary>
    public IAddressVectors? Vectors { get; init; }
}
