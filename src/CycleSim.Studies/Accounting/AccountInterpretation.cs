namespace CycleSim.Studies.Accounting;

/// <summary>
/// How the account reads what the source paper leaves open. Each default is the reading under which the paper's claims fit together.
/// </summary>
public sealed record AccountInterpretation
{
    /// <summary>Which layers move data.</summary>
    public LayerInterpretation Layers { get; init; } = LayerInterpretation.ConvFc;

    /// <summary>What folds fetch of a structure that is off-chip.</summary>
    public OffChipInterpretation OffChip { get; init; } = OffChipInterpretation.Distinct;

    /// <summary>What one access to the DRAM is.</summary>
    public DramInterpretation Dram { get; init; } = DramInterpretation.Word;

    /// <summary>How long accesses to the buffers take.</summary>
    public OnChipInterpretation OnChip { get; init; } = OnChipInterpretation.Serial;

    /// <summary>Which array the metrics of the memory belong to.</summary>
    public ArrayInterpretation Properties { get; init; } = ArrayInterpretation.Third;

    /// <summary>How much room structures have.</summary>
    public RoomInterpretation Room { get; init; } = RoomInterpretation.Third;

    /// <summary>Whether the update of the weights is counted.</summary>
    public bool Update { get; init; } = true;

    /// <summary>Whether a structure may stay on-chip from one operation to the next.</summary>
    public bool Reuse { get; init; } = true;

    /// <summary>Whether each word pays the energy of a whole access of 64 bytes, not the 16th part of it.</summary>
    public bool WordPaysAccess { get; init; }

    /// <summary>Energy of a multiply-accumulate in pJ. Source: that of the machine file "paper".</summary>
    public double MacPj { get; init; } = 2.346;
}
