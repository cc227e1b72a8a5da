namespace CycleSim.Arrays.Technology;

/// <summary>Which metal a wire runs on.</summary>
internal enum WireLayer
{
    /// <summary>Word lines, bit lines and the wires of a mat.</summary>
    Local,

    /// <summary>The H-tree.</summary>
    Global,
}

/// <summary>How optimistic the ITRS is about a metal: dielectric and barrier.</summary>
internal enum WireStyle
{
    Aggressive,
    Conservative,
}

/// <summary>Geometry and material of one metal at one tabulated node.</summary>
internal sealed record WireRow(
    double NodeNm, WireLayer Layer, WireStyle Style, double PitchM, double AspectRatio, double BarrierM, double Dielectric, double IldM,
    double ResistivityOhmM);
