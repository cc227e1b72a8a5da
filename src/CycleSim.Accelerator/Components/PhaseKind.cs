namespace CycleSim.Accelerator.Components;

/// <summary>What the machine as a whole does in an interval.</summary>
public enum PhaseKind
{
    /// <summary>The array runs folds.</summary>
    Array,

    /// <summary>The vector unit runs.</summary>
    Vector,

    /// <summary>DRAM bursts move.</summary>
    Dram,
}
