namespace CycleSim.Studies.Comparisons;

/// <summary>What compared memories have in common.</summary>
public enum IsoKind
{
    /// <summary>The capacity.</summary>
    Capacity,

    /// <summary>The area: each memory has the largest capacity that fits.</summary>
    Area,
}
