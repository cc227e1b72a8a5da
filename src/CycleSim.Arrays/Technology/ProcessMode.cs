namespace CycleSim.Arrays.Technology;

/// <summary>How a node between the tabulated ones is made.</summary>
public enum ProcessMode
{
    /// <summary>
    /// As NVSim does it: transistors interpolated, wires of the next larger tabulated node, the sense amplifier of the next smaller one.
    /// </summary>
    Compatible,

    /// <summary>Everything interpolated: no steps.</summary>
    Smooth,
}
