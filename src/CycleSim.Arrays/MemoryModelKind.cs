namespace CycleSim.Arrays;

/// <summary>Where a memory's metrics come from.</summary>
public enum MemoryModelKind
{
    /// <summary>A table.</summary>
    Table,

    /// <summary>Circuits.</summary>
    Circuit,

    /// <summary>Other memories, each of which holds some bits of a word.</summary>
    Heterogeneous,
}
