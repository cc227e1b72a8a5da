namespace CycleSim.Configuration.Models;

/// <summary>What a model file describes; its lower-case name is its folder under models.</summary>
public enum ModelKind
{
    /// <summary>Neural networks.</summary>
    Networks,

    /// <summary>Accelerators.</summary>
    Machines,

    /// <summary>On-chip memory technologies.</summary>
    Memories,

    /// <summary>DRAM parts.</summary>
    Dram,

    /// <summary>DRAM standards.</summary>
    Standards,

    /// <summary>Magnetic tunnel junctions.</summary>
    Devices,

    /// <summary>Transistors, wires and sense amplifiers of process nodes.</summary>
    Technologies,

    /// <summary>Spreads between the cells of one design.</summary>
    Variations,
}
