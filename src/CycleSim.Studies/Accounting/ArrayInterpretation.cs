namespace CycleSim.Studies.Accounting;

/// <summary>Which array the metrics of the memory belong to.</summary>
public enum ArrayInterpretation
{
    /// <summary>Three arrays of a third of the capacity each.</summary>
    Third,

    /// <summary>One array of the whole capacity.</summary>
    Whole,
}
