namespace CycleSim.Arrays.Technology;

/// <summary>Geometry and material of one metal at one tabulated node.</summary>
internal sealed record WireRow(
    double NodeNm, WireLayer Layer, WireStyle Style, double PitchM, double AspectRatio, double BarrierM, double Dielectric, double IldM,
    double ResistivityOhmM);
