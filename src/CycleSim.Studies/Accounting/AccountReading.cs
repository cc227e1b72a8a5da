namespace CycleSim.Studies.Accounting;

/// <summary>
/// How the account reads what the source paper leaves open. Each default is the reading under which the paper's claims fit together.
/// </summary>
public sealed record AccountReading
{
    /// <summary>Which layers move data.</summary>
    public LayerReading Layers { get; init; } = LayerReading.ConvFc;

    /// <summary>What folds fetch of a structure that is off-chip.</summary>
    public OffChipReading OffChip { get; init; } = OffChipReading.Distinct;

    /// <summary>What one access to the DRAM is.</summary>
    public DramReading Dram { get; init; } = DramReading.Word;

    /// <summary>How long accesses to the buffers take.</summary>
    public OnChipReading OnChip { get; init; } = OnChipReading.Serial;

    /// <summary>Which array the figures of the memory belong to.</summary>
    public ArrayReading Properties { get; init; } = ArrayReading.Third;

    /// <summary>How much room structures have.</summary>
    public RoomReading Room { get; init; } = RoomReading.Third;

    /// <summary>Whether the update of the weights is counted.</summary>
    public bool Update { get; init; } = true;

    /// <summary>Whether a structure may stay on-chip from one operation to the next.</summary>
    public bool Reuse { get; init; } = true;

    /// <summary>Whether each word pays the energy of a whole access of 64 bytes, not the 16th part of it.</summary>
    public bool WordPaysAccess { get; init; }

    /// <summary>Energy of a multiply-accumulate in pJ. Source: that of the machine file "paper".</summary>
    public double MacPj { get; init; } = 2.346;
}
