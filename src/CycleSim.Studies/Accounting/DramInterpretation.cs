namespace CycleSim.Studies.Accounting;

/// <summary>What one access to the DRAM is.</summary>
public enum DramInterpretation
{
    /// <summary>A word of 4 bytes.</summary>
    Word,

    /// <summary>A burst of 64 bytes: a line of a structure.</summary>
    Burst,
}
