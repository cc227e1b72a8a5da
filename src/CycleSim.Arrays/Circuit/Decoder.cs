using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>One output of a decoder: a NAND of predecoded lines and a driver, or the driver alone.</summary>
internal sealed class Decoder
{
    private readonly DriverChain _driver;
    private readonly double _nandTau;
    private readonly double _nandBeta;

    private Decoder(ProcessNode process, int inputs, double loadCap, double loadOhm, DriverStyle style)
    {
        double unit = Rules.MinNmos * process.FeatureM;
        double pmos = process.PnRatio * unit;
        if (inputs == 0)
        {
            _driver = new DriverChain(process, 1, Gate.Inverter(unit, pmos).InputCap(process), loadCap, loadOhm, style);
            (Height, Width) = (_driver.Height, _driver.Width);
            (Energy, Leakage) = (_driver.Energy, _driver.Leakage);
            StepDelay = DelayOfStep();
            return;
        }

        Gate nand = Gate.Nand(inputs, inputs * unit, pmos);
        double effort = (inputs + process.PnRatio) / (1 + process.PnRatio);
        InputCap = nand.InputCap(process);
        _driver = new DriverChain(process, effort, InputCap, loadCap, loadOhm, style);
        double load = nand.OutputCap(process, Rules.TransistorHeight * process.FeatureM) + _driver.InputCap;
        double resistance = process.NmosResistance(nand.NmosM) * inputs;
        _nandTau = resistance * load;
        _nandBeta = 1 / (resistance * process.NmosSPerM * nand.NmosM);
        (double nandHeight, double nandWidth) = nand.Layout(process, Rules.LayoutHeight * process.FeatureM);
        (Height, Width) = (Math.Max(nandHeight, _driver.Height), nandWidth + _driver.Width);
        Energy = process.SwitchingEnergy(load) + _driver.Energy;
        Leakage = nand.LeakageA(process) * process.VddV + _driver.Leakage;
        StepDelay = DelayOfStep();
    }

    /// <summary>Capacitance of an input of the NAND; 0 when there is none.</summary>
    public double InputCap { get; }

    public double Height { get; }

    public double Width { get; }

    /// <summary>Energy of switching one output.</summary>
    public double Energy { get; private set; }

    /// <summary>Static power of one output.</summary>
    public double Leakage { get; }

    /// <summary>A decoder that combines the lines of one or two predecoders: one output for each row, way select not included.</summary>
    /// <param name="process">The process.</param>
    /// <param name="rows">Rows; up to 8 need no NAND because one predecoder selects them.</param>
    /// <param name="extraInput">Whether each output has one input more.</param>
    /// <param name="loadCap">Capacitance of the line that is driven.</param>
    /// <param name="loadOhm">Its resistance.</param>
    /// <param name="style">How the driver is sized.</param>
    public static Decoder ForRows(
        ProcessNode process, long rows, bool extraInput, double loadCap, double loadOhm, DriverStyle style) =>
        new(process, rows <= 8 ? (extraInput ? 2 : 0) : (extraInput ? 3 : 2), loadCap, loadOhm, style);

    /// <summary>A 1-to-2, 2-to-4 or 3-to-8 decoder.</summary>
    public static Decoder Basic(ProcessNode process, int bits, double loadCap)
    {
        Decoder decoder = new(process, bits == 1 ? 0 : bits, loadCap, 0, DriverStyle.Fast);
        if (bits > 1)
            return decoder;
        decoder.Energy += process.SwitchingEnergy(decoder._driver.InputCap + decoder._driver.FirstOutputCap);
        return decoder;
    }

    /// <summary>Delay of the NAND alone when its input steps; 0 when there is none.</summary>
    public double GateDelay => InputCap > 0 ? Ramp.StepDelay(_nandTau) : 0;

    /// <summary>Delay when the inputs step: no slope makes it faster.</summary>
    public double StepDelay { get; }

    public double Delay(ref double ramp)
    {
        double delay = InputCap > 0 ? Ramp.Delay(_nandTau, _nandBeta, ref ramp) : 0;
        return delay + _driver.Delay(ref ramp);
    }

    private double DelayOfStep()
    {
        double ramp = Ramp.Step;
        return Delay(ref ramp);
    }
}
