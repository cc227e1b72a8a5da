using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>A chain of inverters that drives a large load; an odd number, sized by logical effort with a fan-out of about 4.</summary>
internal sealed class DriverChain
{
    private readonly double[] _tau;
    private readonly double[] _beta;

    /// <summary>Sizes a chain.</summary>
    /// <param name="process">The process.</param>
    /// <param name="effort">Logical effort of the gate before it.</param>
    /// <param name="gateCap">Input capacitance of the gate before it.</param>
    /// <param name="loadCap">Capacitance to be driven.</param>
    /// <param name="loadOhm">Resistance of the line that is driven.</param>
    /// <param name="style">Fast or small.</param>
    public DriverChain(ProcessNode process, double effort, double gateCap, double loadCap, double loadOhm, DriverStyle style)
    {
        double[] widths = style == DriverStyle.Small
            ? [Rules.MinNmos * process.FeatureM]
            : Sizes(process, Math.Max(1, effort * loadCap / gateCap), effort, gateCap, loadCap);
        int count = widths.Length;
        _tau = new double[count];
        _beta = new double[count];
        double region = Rules.TransistorHeight * process.FeatureM;
        double leakage = 0;
        for (int i = count - 1; i >= 0; i--)
        {
            double width = widths[i];
            Gate gate = Gate.Inverter(width, width * process.PnRatio);
            double output = gate.OutputCap(process, region);
            double load = output + (i == count - 1 ? loadCap : InputCap);
            double resistance = process.NmosResistance(width);
            _tau[i] = resistance * load + (i == count - 1 ? loadCap * loadOhm / 2 : 0);
            _beta[i] = 1 / (resistance * process.NmosSPerM * width);
            Energy += process.SwitchingEnergy(load);
            leakage += gate.LeakageA(process);
            InputCap = gate.InputCap(process);
            FirstOutputCap = output;
            (double gateHeight, double gateWidth) = gate.Layout(process, Rules.LayoutHeight * process.FeatureM);
            Height = Math.Max(Height, gateHeight);
            Width += gateWidth;
        }

        Leakage = leakage * process.VddV;
    }

    public double InputCap { get; }

    /// <summary>Output capacitance of the first inverter alone.</summary>
    public double FirstOutputCap { get; }

    public double Energy { get; }

    public double Leakage { get; }

    public double Height { get; }

    public double Width { get; }

    public double Delay(ref double ramp)
    {
        double delay = 0;
        for (int i = 0; i < _tau.Length; i++)
            delay += Ramp.Delay(_tau[i], _beta[i], ref ramp);
        return delay;
    }

    private static double[] Sizes(ProcessNode process, double pathEffort, double effort, double gateCap, double loadCap)
    {
        double min = Rules.MinNmos * process.FeatureM;
        double max = Rules.MaxNmos * process.FeatureM;
        int count = Math.Max(0, (int)(Math.Log(pathEffort) / Math.Log(Rules.StageEffort) + 0.5) - 1);
        if (count % 2 == 0)
            count++;
        double stage = Math.Pow(pathEffort, 1.0 / (count + 1));
        double[] widths = new double[count];
        double last = Math.Max(min, loadCap / stage / process.GateCap(1) / (1 + process.PnRatio));
        if (last > max)
        {
            // The widest inverter is the load that the stages before it see.
            last = max;
            double capped = effort * process.GateCap((1 + process.PnRatio) * max) / gateCap;
            stage = Math.Pow(capped, 1.0 / count);
        }

        widths[^1] = last;
        for (int i = count - 2; i >= 0; i--)
            widths[i] = Math.Max(min, widths[i + 1] / stage);
        return widths;
    }
}
