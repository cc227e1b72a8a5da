using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays.Technology;

/// <summary>The keys of an element of "wires" in a technology's file.</summary>
internal static class WireKeys
{
    internal static readonly KeySet All = new("wire", "Wires of one node and layer.");

    internal static readonly Key<double> Node = All.Number("node_nm", "Process node.", 1, 1000, "nm");

    internal static readonly Key<WireLayer> Layer = All.Enum<WireLayer>("layer", "Metal layer.",
    [
        new(WireLayer.Local, "word lines, bit lines and the wires of a mat"), new(WireLayer.Global, "the H-tree"),
    ]);

    internal static readonly Key<WireStyle> Style = All.Enum<WireStyle>("style", "Projection of the interconnect.",
    [
        new(WireStyle.Aggressive, "aggressive"), new(WireStyle.Conservative, "conservative"),
    ]);

    internal static readonly Key<double> Pitch = All.Number("pitch_nm", "Pitch.", 1, 1e5, "nm");

    internal static readonly Key<double> AspectRatio = All.Number("aspect_ratio", "Thickness over width.", 0.1, 10);

    internal static readonly Key<double> Barrier = All.Number("barrier_nm", "Thickness of the barrier.", 0, 1000, "nm");

    internal static readonly Key<double> Dielectric = All.Number("dielectric", "Dielectric constant between wires.", 1, 10);

    internal static readonly Key<double> InterlayerDielectric = All.Number(
        "ild_nm", "Thickness of the dielectric between layers.", 1, 1e5, "nm");

    internal static readonly Key<double> Resistivity = All.Number("resistivity_ohm_m", "Resistivity.", 1e-9, 1e-5, "ohm m");
}
