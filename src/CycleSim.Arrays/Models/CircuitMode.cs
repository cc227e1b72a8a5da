namespace CycleSim.Arrays.Models;

/// <summary>What the circuit model does between the points where circuits are designed.</summary>
public enum CircuitMode
{
    /// <summary>
    /// As NVSim: each power of two is designed at the very node, whose wires and sense amplifiers step from one tabulated node to the next.
    /// Other capacities are interpolated.
    /// </summary>
    Compatible,

    /// <summary>
    /// Circuits are designed at the tabulated nodes and powers of two, and interpolated; area and leakage never fall with capacity, and the
    /// write point does not change the organisation.
    /// </summary>
    Smooth,
}
