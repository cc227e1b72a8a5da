namespace CycleSim.Arrays.Technology;

/// <summary>Which metal a wire runs on.</summary>
internal enum WireLayer
{
    /// <summary>Word lines, bit lines and the wires of a mat.</summary>
    Local,

    /// <summary>The H-tree.</summary>
    Global,
}
