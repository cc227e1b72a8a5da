namespace CycleSim.Studies.Plots;

/// <summary>Which quantity a heat map shows.</summary>
public enum HeatmapQuantity
{
    /// <summary>Accesses per bank and cycle.</summary>
    Accesses,

    /// <summary>Accesses that waited for their bank, per bank and cycle.</summary>
    Conflicts,
}
