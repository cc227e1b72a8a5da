namespace CycleSim.Traces;

/// <summary>Names of components and commands in tables, pictures and on the command line.</summary>
public static class TraceNames
{
    /// <summary>The components that are scratchpads, in order.</summary>
    public static IReadOnlyList<TraceComponent> ScratchpadComponents { get; } =
        [TraceComponent.Activation, TraceComponent.Weight, TraceComponent.Error];

    /// <summary>The names of the scratchpads, in the same order.</summary>
    public static IReadOnlyList<string> Scratchpads { get; } = [.. ScratchpadComponents.Select(Of)];

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
