namespace CycleSim.Accelerator.Components;

/// <summary>What a part of the machine does in an interval.</summary>
public enum PhaseKind
{
    /// <summary>The array runs folds.</summary>
    Array,

    /// <summary>The vector unit runs.</summary>
    Vector,

    /// <summary>DRAM bursts move.</summary>
    Dram,
}
