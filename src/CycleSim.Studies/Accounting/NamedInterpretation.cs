using System.Collections.Immutable;

namespace CycleSim.Studies.Accounting;

/// <summary>A reading of what the source paper leaves open, with a name for people.</summary>
/// <param name="Name">What it reads otherwise than the first.</param>
/// <param name="Reading">The reading.</param>
internal sealed record NamedInterpretation(string Name, AccountInterpretation Reading)
{
    // 31 pJ for a multiply-accumulate: the other table of that kind of estimator, Aladdin's.
    private const double AladdinMacPj = 31;

    /// <summary>The reading under which the claims fit together, and others with one choice changed.</summary>
    public static ImmutableArray<NamedInterpretation> All { get; } =
    [
        new("R", new AccountInterpretation()),
        new("buffers side by side", new AccountInterpretation { OnChip = OnChipInterpretation.Parallel }),
        new("every operand word", new AccountInterpretation { OffChip = OffChipInterpretation.Operands }),
        new("a structure once a product", new AccountInterpretation { OffChip = OffChipInterpretation.Once }),
        new("one array of the whole", new AccountInterpretation { Properties = ArrayInterpretation.Whole }),
        new("the machine's banks", new AccountInterpretation { OnChip = OnChipInterpretation.Banks }),
        new("all layers", new AccountInterpretation { Layers = LayerInterpretation.All }),
        new("64-byte bursts, 5.25 ns, 31.3 nJ", new AccountInterpretation { Dram = DramInterpretation.Burst }),
        new("no reuse between operations", new AccountInterpretation { Reuse = false }),
        new("room: the share that moves the minimum", new AccountInterpretation { Room = RoomInterpretation.Best }),
        new("room: whole capacity, all kinds together", new AccountInterpretation { Room = RoomInterpretation.Whole }),
        new("update not counted", new AccountInterpretation { Update = false }),
        new("a word pays a whole access", new AccountInterpretation { WordPaysAccess = true }),
        new("MAC 31 pJ", new AccountInterpretation { MacPj = AladdinMacPj }),
    ];
}
