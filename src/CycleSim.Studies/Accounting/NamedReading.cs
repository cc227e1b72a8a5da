using System.Collections.Immutable;

namespace CycleSim.Studies.Accounting;

/// <summary>A reading of what the source paper leaves open, with a name for people.</summary>
/// <param name="Name">What it reads otherwise than the first.</param>
/// <param name="Reading">The reading.</param>
internal sealed record NamedReading(string Name, AccountReading Reading)
{
    // 31 pJ for a multiply-accumulate: the other table of that kind of estimator, Aladdin's.
    private const double AladdinMacPj = 31;

    /// <summary>The reading under which the claims fit together, and others with one choice changed.</summary>
    public static ImmutableArray<NamedReading> All { get; } =
    [
        new("R", new AccountReading()),
        new("buffers side by side", new AccountReading { OnChip = OnChipReading.Parallel }),
        new("every operand word", new AccountReading { OffChip = OffChipReading.Operands }),
        new("a structure once a product", new AccountReading { OffChip = OffChipReading.Once }),
        new("one array of the whole", new AccountReading { Properties = ArrayReading.Whole }),
        new("the machine's banks", new AccountReading { OnChip = OnChipReading.Banks }),
        new("all layers", new AccountReading { Layers = LayerReading.All }),
        new("64-byte bursts, 5.25 ns, 31.3 nJ", new AccountReading { Dram = DramReading.Burst }),
        new("no reuse between operations", new AccountReading { Reuse = false }),
        new("room: the share that moves the minimum", new AccountReading { Room = RoomReading.Best }),
        new("room: whole capacity, all kinds together", new AccountReading { Room = RoomReading.Whole }),
        new("update not counted", new AccountReading { Update = false }),
        new("a word pays a whole access", new AccountReading { WordPaysAccess = true }),
        new("MAC 31 pJ", new AccountReading { MacPj = AladdinMacPj }),
    ];
}
