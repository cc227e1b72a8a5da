using System.Collections.Immutable;

namespace CycleSim.Studies.Accounting;

/// <summary>One operation of a step.</summary>
/// <param name="Name">Name, for people.</param>
/// <param name="IsForward">Whether it belongs to the forward pass, which decides what is evicted.</param>
/// <param name="Reads">What it reads.</param>
/// <param name="Writes">What it writes.</param>
internal sealed record AccountOperation(string Name, bool IsForward, ImmutableArray<AccountUse> Reads, ImmutableArray<AccountUse> Writes)
{
    /// <summary>
    /// Structures that appear with its output: what layers without a count make of it. They move nothing, and are on-chip if they fit
    /// beside the operands.
    /// </summary>
    public ImmutableArray<AccountStructure> HandedOn { get; init; } = [];

    /// <summary>Cycles of its folds.</summary>
    public long FoldCycles { get; init; }

    /// <summary>Multiply-accumulates.</summary>
    public long Macs { get; init; }
}
