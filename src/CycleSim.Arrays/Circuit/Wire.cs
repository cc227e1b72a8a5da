using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>Wires of the H-tree.</summary>
internal sealed class Wire
{
    private const double Settling = 2.3;
    private const double HalfSwing = 0.693;

    private readonly ProcessNode _process;
    private readonly WireMaterial _material;
    private readonly double _delayPerM;
    private readonly double _energyPerM;
    private readonly double _leakagePerM;
    private readonly LowSwingLink? _lowSwing;

    public Wire(ProcessNode process, WireMaterial material, WireDrive drive, double senseV)
    {
        _process = process;
        _material = material;
        Drive = drive;
        if (drive == WireDrive.LowSwing)
            _lowSwing = new LowSwingLink(process, senseV);
        if (drive != WireDrive.Repeated)
            return;

        double f = process.FeatureM;
        Repeater smallest = new(process, Rules.MinNmos * f);
        double size = Math.Sqrt(smallest.Ohm * material.FPerM / smallest.InputCap / material.OhmPerM);
        double spacing = Math.Sqrt(2 * smallest.Ohm * (smallest.OutputCap + smallest.InputCap) / (material.OhmPerM * material.FPerM));
        Repeater repeater = new(process, size * Rules.MinNmos * f);
        double wireCap = material.FPerM * spacing;
        double wireOhm = material.OhmPerM * spacing;
        double tau = repeater.Ohm * (repeater.InputCap + repeater.OutputCap + wireCap) + wireOhm * (repeater.OutputCap + wireCap / 2);
        _delayPerM = HalfSwing * tau / spacing;
        _energyPerM = process.SwitchingEnergy(repeater.InputCap + repeater.OutputCap + wireCap) / spacing;
        _leakagePerM = repeater.Gate.LeakageA(process) * process.VddV / spacing;

        // Repeaters stand along the wire; as many wires as fit beside each other between two of them share their width.
        (double height, double width) = repeater.Gate.Layout(process, Ramp.Step);
        WiresPerPitch = (int)Math.Floor(spacing / Math.Min(height, width));
        EffectivePitchM = material.PitchM + Math.Max(height, width);
    }

    public WireDrive Drive { get; }

    /// <summary>Wires that share an effective pitch.</summary>
    public int WiresPerPitch { get; } = 1;

    /// <summary>Silicon that wires take, per group; 0 without repeaters: they run on metal above the mats.</summary>
    public double EffectivePitchM { get; }

    /// <summary>Delay, energy and leakage of one wire of a length in m.</summary>
    public (double Latency, double Energy, double Leakage) At(double length) => Drive switch
    {
        WireDrive.Unrepeated => (
            Settling * _material.OhmPerM * _material.FPerM * length * length / 2,
            _process.SwitchingEnergy(_material.FPerM * length),
            0),
        WireDrive.Repeated => (_delayPerM * length, _energyPerM * length, _leakagePerM * length),
        _ => _lowSwing!.At(_material.OhmPerM * length, _material.FPerM * length),
    };

    /// <summary>
    /// Smallest delay and energy for one bit of a pass over an H-tree: lengths double from level to level, from half a mat's height
    /// and a mat's width on.
    /// </summary>
    public (double Latency, double EnergyPerBit) Bound(double matHeight, int verticalLevels, double matWidth, int horizontalLevels)
    {
        double length = matHeight / 2 * ((1L << verticalLevels) - 1) + matWidth * ((1L << horizontalLevels) - 1);
        if (Drive == WireDrive.LowSwing)
            return (0, 0);
        if (Drive == WireDrive.Repeated)
            return (_delayPerM * length, _energyPerM * length);
        double squares = matHeight * matHeight / 4 * ((1L << (2 * verticalLevels)) - 1) / 3
            + matWidth * matWidth * ((1L << (2 * horizontalLevels)) - 1) / 3;
        return (Settling * _material.OhmPerM * _material.FPerM * squares / 2, _process.SwitchingEnergy(_material.FPerM * length));
    }

    /// <summary>An inverter that is never folded.</summary>
    private readonly struct Repeater
    {
        public Repeater(ProcessNode process, double nmos)
        {
            Gate = Gate.Inverter(nmos, nmos * process.PnRatio);
            InputCap = Gate.InputCap(process);
            OutputCap = Gate.DrainCap(process, nmos, 0, 1) + Gate.DrainCap(process, 0, Gate.PmosM, 1);
            Ohm = process.NmosResistance(nmos) + process.PmosResistance(Gate.PmosM);
        }

        public Gate Gate { get; }

        public double InputCap { get; }

        public double OutputCap { get; }

        public double Ohm { get; }
    }
}
