namespace CycleSim.Traces;

/// <summary>Names of components and commands in tables, pictures and on the command line.</summary>
public static class TraceNames
{
    /// <summary>The scratchpads, by number.</summary>
    public static IReadOnlyList<string> Scratchpads { get; } =
        [Of(TraceComponent.Activation), Of(TraceComponent.Weight), Of(TraceComponent.Error)];

    /// <summary>Name of a component.</summary>
    public static string Of(TraceComponent component) => component.ToString().ToLowerInvariant();

    /// <summary>JEDEC's abbreviation of a command.</summary>
    public static string Of(TraceDramKind kind) => kind switch
    {
        TraceDramKind.Activate => "ACT",
        TraceDramKind.Precharge => "PRE",
        TraceDramKind.PrechargeAll => "PREA",
        TraceDramKind.Read => "RD",
        TraceDramKind.Write => "WR",
        _ => "REF",
    };

    /// <summary>Name of a kind of phase.</summary>
    public static string Of(TracePhaseKind kind) => kind.ToString().ToLowerInvariant();
}
