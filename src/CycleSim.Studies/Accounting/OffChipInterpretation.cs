namespace CycleSim.Studies.Accounting;

/// <summary>What the folds of a product fetch of a structure that is off-chip.</summary>
public enum OffChipInterpretation
{
    /// <summary>Each fold fetches each word of its footprint once.</summary>
    Distinct,

    /// <summary>Each fold fetches each of its operands, zeros at the edges too.</summary>
    Operands,

    /// <summary>The product fetches the structure once.</summary>
    Once,
}
