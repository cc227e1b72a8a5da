using System.Collections.Immutable;

namespace CycleSim.Arrays.Technology;

/// <summary>Transistors of one tabulated node, in SI units; currents by temperature.</summary>
internal sealed record TransistorRow
{
    public required double NodeNm { get; init; }

    public required TransistorKind Kind { get; init; }

    public required double VddV { get; init; }

    public required double ThresholdV { get; init; }

    public required double GateLengthM { get; init; }

    /// <summary>Width of a PMOS over that of the NMOS in the same gate.</summary>
    public required double PnRatio { get; init; }

    /// <summary>On resistance over Vdd / Ion.</summary>
    public required double ResistanceMultiplier { get; init; }

    public required double GateCapFPerM { get; init; }

    public required double FringeCapFPerM { get; init; }

    public required double OxideCapFPerM2 { get; init; }

    public required double ElectronMobility { get; init; }

    public required double HoleMobility { get; init; }

    public required ImmutableArray<double> OnNmosAPerM { get; init; }

    public required ImmutableArray<double> OnPmosAPerM { get; init; }

    public required ImmutableArray<double> OffNmosAPerM { get; init; }

    public required ImmutableArray<double> OffPmosAPerM { get; init; }
}
