namespace CycleSim.Studies.Reproduction;

/// <summary>What a measurement says about a claim.</summary>
public enum Verdict
{
    /// <summary>It holds.</summary>
    Holds,

    /// <summary>Part of it holds, or the trend does and the number does not.</summary>
    HoldsInPart,

    /// <summary>It does not hold.</summary>
    DoesNotHold,

    /// <summary>The model takes it as given, so agreement shows nothing.</summary>
    Given,

    /// <summary>What was measured cannot tell.</summary>
    Open,

    /// <summary>Nothing was measured.</summary>
    NotRun,
}
