using CycleSim.Device.Junction;

namespace CycleSim.Device.Variation;

/// <summary>From the deviations of a cell to the cell in reduced units.</summary>
internal sealed class CellMap
{
    /// <summary>Cells with a lower barrier fail retention, not writing: they count as written.</summary>
    internal const double MinStability = 8.5;

    // A factor below this is no cell any more.
    private const double MinFactor = 0.05;

    private readonly CellSpread _spread;
    private readonly PopulationDrive _drive;
    private readonly (Property Property, double Sigma)[] _varied;
    private readonly ShapeAnisotropy _shape;
    private readonly double _stability;
    private readonly double _overdrivePerUa;
    private readonly double _timePerNs;
    private readonly double _surface;
    private readonly double _shapeEnergy;
    private readonly double _nominalAnisotropy;
    private readonly double _transistorShare;

    internal CellMap(MagneticTunnelJunction junction, CellSpread spread, PopulationDrive drive)
    {
        _spread = spread;
        _drive = drive;
        (Property Property, double Sigma)[] all =
        [
            (Property.Diameter, spread.Diameter),
            (Property.Thickness, spread.Thickness),
            (Property.Anisotropy, spread.Anisotropy),
            (Property.ResistanceArea, drive == PopulationDrive.Voltage ? spread.ResistanceArea : 0),
            (Property.TransistorResistance, drive == PopulationDrive.Voltage ? spread.TransistorResistance : 0),
            (Property.Current, drive == PopulationDrive.Current ? spread.Current : 0),
        ];
        _varied = [.. all.Where(property => property.Sigma > 0)];
        _shape = new(junction);
        _stability = junction.ThermalStability;
        _overdrivePerUa = 1e-6 / junction.CriticalCurrentA;
        _timePerNs = 1e-9 / junction.CharacteristicTimeS;
        _surface = junction.InterfacialAnisotropyJPerM2 / junction.ThicknessM;
        _nominalAnisotropy = junction.EffectiveAnisotropyJPerM3;
        _shapeEnergy = (_surface - _nominalAnisotropy) / _shape.Difference(1);
        double total = junction.Resistance.TransistorOhm + junction.Resistance.ParallelOhm;
        _transistorShare = junction.Resistance.TransistorOhm / total;
    }

    private enum Property
    {
        Diameter,
        Thickness,
        Anisotropy,
        ResistanceArea,
        TransistorResistance,
        Current,
    }

    /// <summary>Number of properties that vary.</summary>
    internal int Dimensions => _varied.Length;

    /// <summary>The cell.</summary>
    /// <param name="deviations">Standard normals of the properties that vary.</param>
    /// <param name="currentUa">Current of the nominal cell in uA.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    internal ReducedCell Reduce(ReadOnlySpan<double> deviations, double currentUa, double pulseNs)
    {
        Span<double> factors = [1, 1, 1, 1, 1, 1];
        for (int k = 0; k < _varied.Length; k++)
            factors[(int)_varied[k].Property] = Factor(_varied[k].Sigma * deviations[k]);
        double diameter = factors[(int)Property.Diameter];
        double thickness = factors[(int)Property.Thickness];
        double anisotropy = (_surface * factors[(int)Property.Anisotropy] / thickness
            - _shapeEnergy * _shape.Difference(thickness / diameter)) / _nominalAnisotropy;
        double barrier = anisotropy * diameter * diameter * thickness;
        return new(
            _stability * barrier,
            currentUa * CurrentShare(factors, diameter) * _overdrivePerUa / barrier,
            pulseNs * _timePerNs * anisotropy);
    }

    /// <summary>The critical current of a cell of a barrier, in uA.</summary>
    internal double CriticalCurrentUa(double stability) => stability / _stability / _overdrivePerUa;

    private double Factor(double deviation) => Math.Max(
        MinFactor, _spread.Distribution == CellDistribution.Normal ? 1 + deviation : Math.Exp(deviation));

    // The cell's current over the nominal one's.
    private double CurrentShare(ReadOnlySpan<double> factors, double diameter) => _drive == PopulationDrive.Current
        ? factors[(int)Property.Current]
        : 1 / (_transistorShare * factors[(int)Property.TransistorResistance]
            + (1 - _transistorShare) * factors[(int)Property.ResistanceArea] / (diameter * diameter));
}
