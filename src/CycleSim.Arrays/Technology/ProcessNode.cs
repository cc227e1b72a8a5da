namespace CycleSim.Arrays.Technology;

/// <summary>
/// All that the circuit formulas need to know of a node, its transistors and its temperature. SI units; per m is per m of width.
/// </summary>
internal sealed record ProcessNode
{
    /// <summary>Feature size F in m.</summary>
    public required double FeatureM { get; init; }

    public required double VddV { get; init; }

    public required double ThresholdV { get; init; }

    public required double PnRatio { get; init; }

    /// <summary>Capacitance of a gate, with overlap and fringe.</summary>
    public required double GateCapFPerM { get; init; }

    /// <summary>Capacitance of a junction's bottom.</summary>
    public required double JunctionCapFPerM2 { get; init; }

    public required double SidewallCapFPerM { get; init; }

    public required double ChannelCapFPerM { get; init; }

    /// <summary>On resistance of an NMOS times its width.</summary>
    public required double NmosOhmM { get; init; }

    public required double PmosOhmM { get; init; }

    public required double OnNmosAPerM { get; init; }

    public required double OffNmosAPerM { get; init; }

    public required double OffPmosAPerM { get; init; }

    /// <summary>Transconductance in saturation.</summary>
    public required double NmosSPerM { get; init; }

    public required double PmosSPerM { get; init; }

    public required CurrentSenseRow CurrentSense { get; init; }

    public required WireMaterial LocalAggressive { get; init; }

    public required WireMaterial LocalConservative { get; init; }

    public required WireMaterial GlobalAggressive { get; init; }

    public required WireMaterial GlobalConservative { get; init; }

    /// <summary>The energy that charging a capacitance to the supply voltage takes.</summary>
    public double SwitchingEnergy(double capacitance) => capacitance * VddV * VddV;

    public double GateCap(double width) => GateCapFPerM * width;

    public double NmosResistance(double width) => NmosOhmM / width;

    public double PmosResistance(double width) => PmosOhmM / width;
}
