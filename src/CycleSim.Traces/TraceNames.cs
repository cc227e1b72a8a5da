using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Names of components and commands in tables, pictures and on the command line.</summary>
public static class TraceNames
{
    /// <summary>The components that are scratchpads, in order.</summary>
    public static IReadOnlyList<TraceComponent> ScratchpadComponents { get; } =
        [TraceComponent.Activation, TraceComponent.Weight, TraceComponent.Error];

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
        TraceDramKind.Refresh => "REF",
        TraceDramKind.RefreshBank => "REFB",
        TraceDramKind.PowerDownEntry => "PDE",
        TraceDramKind.PowerDownExit => "PDX",
        TraceDramKind.SelfRefreshEntry => "SRE",
        _ => "SRX",
    };

    /// <summary>A channel of the DRAM in tables and pictures; empty when there is one only.</summary>
    /// <param name="header">What was traced.</param>
    /// <param name="channel">The channel.</param>
    public static string OfChannel(Header header, int channel)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.DramChannels > 1 ? FormattableString.Invariant($"channel {channel}") : "";
    }

    /// <summary>A rank of the DRAM in tables and pictures: what there is one of is not named, so it may be empty.</summary>
    /// <param name="header">What was traced.</param>
    /// <param name="channel">Channel.</param>
    /// <param name="rank">Rank of the channel.</param>
    public static string OfRank(Header header, int channel, int rank)
    {
        ArgumentNullException.ThrowIfNull(header);
        return Joined(OfChannel(header, channel), header.DramRanks > 1 ? FormattableString.Invariant($"rank {rank}") : "");
    }

    /// <summary>A bank of the DRAM in tables and pictures; channel and rank are named where there are several.</summary>
    /// <param name="header">What was traced.</param>
    /// <param name="channel">Channel.</param>
    /// <param name="rank">Rank of the channel.</param>
    /// <param name="bank">Bank of the rank.</param>
    public static string OfBank(Header header, int channel, int rank, int bank) =>
        Joined(OfRank(header, channel, rank), FormattableString.Invariant($"bank {bank}"));

    /// <summary>Name of a kind of phase.</summary>
    public static string Of(TracePhaseKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Name of a unit that waits.</summary>
    public static string Of(TraceWaitUnit unit) => unit.ToString().ToLowerInvariant();

    /// <summary>What ends a wait, in a word or two.</summary>
    public static string Of(TraceWaitCause cause) => cause switch
    {
        TraceWaitCause.LoadA => "load of A",
        TraceWaitCause.LoadB => "load of B",
        TraceWaitCause.LoadC => "load beside outputs",
        TraceWaitCause.Store => "store",
        _ => "computation",
    };

    /// <summary>What ends a wait, with the tile: `load of B (conv2.weight), tile 3 of conv2.fwd`.</summary>
    /// <param name="header">What was traced.</param>
    /// <param name="wait">The wait.</param>
    /// <param name="tensor">Name of its tensor; not used where it has none.</param>
    public static string OfCause(Header header, in TraceWait wait, string tensor)
    {
        ArgumentNullException.ThrowIfNull(header);
        return FormattableString.Invariant(
            $"{Of(wait.Cause)}{(wait.Tensor < 0 ? "" : $" ({tensor})")}, tile {wait.Tile} of {OfOperation(header, wait.OfOperation)}");
    }

    /// <summary>Name of an operation; the one behind the last is the final write-back.</summary>
    /// <param name="header">What was traced.</param>
    /// <param name="operation">Its index.</param>
    public static string OfOperation(Header header, int operation)
    {
        ArgumentNullException.ThrowIfNull(header);
        return operation >= 0 && operation < header.Operations.Count ? header.Operations[operation].Name : "write-back";
    }

    private static string Joined(string first, string second) =>
        first.Length == 0 ? second : second.Length == 0 ? first : $"{first} {second}";
}
