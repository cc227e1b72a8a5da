namespace CycleSim.Arrays.Models;

/// <summary>Wires of the H-tree.</summary>
internal enum WireKind
{
    /// <summary>Without repeaters.</summary>
    Unrepeated,

    /// <summary>With repeaters.</summary>
    Repeated,
}
