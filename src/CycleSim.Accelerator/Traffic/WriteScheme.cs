namespace CycleSim.Accelerator.Traffic;

/// <summary>Which bits of a word an array writes.</summary>
public enum WriteScheme
{
    /// <summary>All of them.</summary>
    EveryBit,

    /// <summary>Those that differ from what it reads first.</summary>
    CompareBeforeWrite,
}
