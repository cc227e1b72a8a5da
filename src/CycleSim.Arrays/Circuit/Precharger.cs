using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>Precharges the bit lines of a subarray: per column an inverter, two precharging and one equalising PMOS; a driver for all.</summary>
internal readonly record struct Precharger(double Height, double Energy, double Leakage)
{
    private const double PrechargePmos = 6;

    /// <summary>Builds the precharger of a subarray.</summary>
    /// <param name="process">The process.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="columnWireCap">Capacitance of the enable line over one column.</param>
    public static Precharger Create(Process process, long columns, double columnWireCap)
    {
        double f = process.FeatureM;
        double region = Rules.LayoutHeight * f;
        Gate inverter = Gate.Inverter(Rules.MinNmos * f, Rules.MinNmos * f * process.PnRatio);
        double equaliser = Rules.MinNmos * f;
        double precharge = PrechargePmos * f;
        double inverterLoad = process.GateCap(equaliser) + 2 * process.GateCap(precharge)
            + Gate.DrainCap(process, inverter.NmosM, 0, region) + Gate.DrainCap(process, 0, inverter.PmosM, region);
        double inputCap = inverter.InputCap(process);
        DriverChain driver = new(process, 1, inputCap, columns * (inputCap + columnWireCap), 0, DriverStyle.Fast);

        double transistors = Math.Max(
            Gate.Inverter(0, precharge).Layout(process, region).Height, Gate.Inverter(0, equaliser).Layout(process, region).Height);
        double height = Math.Max(transistors + inverter.Layout(process, region).Height, driver.Height);
        double leakageA = inverter.LeakageA(process) + Gate.Inverter(0, precharge).LeakageA(process);
        return new(
            height,
            driver.Energy + columns * process.SwitchingEnergy(inverterLoad),
            driver.Leakage + columns * process.VddV * leakageA);
    }
}
