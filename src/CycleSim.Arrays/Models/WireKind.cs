namespace CycleSim.Arrays.Models;

/// <summary>Wires of the H-tree.</summary>
public enum WireKind
{
    /// <summary>Without repeaters.</summary>
    Unrepeated,

    /// <summary>With repeaters.</summary>
    Repeated,
}
