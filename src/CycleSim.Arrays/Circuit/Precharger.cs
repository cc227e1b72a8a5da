using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>
/// Precharges the bit lines of a subarray: per column an inverter, two precharging and one equalising PMOS; a driver for all.
/// </summary>
internal readonly record struct Precharger(double Height, double Energy, double Leakage)
{
    private const double PrechargePmos = 6;

    /// <summary>Builds the precharger of a subarray.</summary>
    /// <param name="process">The process.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="columnWireCap">Capacitance of the enable line over one column.</param>
    public static Precharger Create(ProcessNode process, long columns, double columnWireCap)
    {
        double region = Rules.LayoutHeight * process.FeatureM;
        Gate inverter = Inverter(process);
        double inputCap = inverter.InputCap(process);
        DriverChain driver = new(process, 1, inputCap, columns * (inputCap + columnWireCap), 0, DriverStyle.Fast);
        double transistors = Math.Max(
            Gate.Inverter(0, Precharge(process)).Layout(process, region).Height,
            Gate.Inverter(0, Equaliser(process)).Layout(process, region).Height);
        (double energy, double leakage) = PerColumn(process);
        return new(
            Math.Max(transistors + inverter.Layout(process, region).Height, driver.Height),
            driver.Energy + columns * energy,
            driver.Leakage + columns * leakage);
    }

    /// <summary>Energy and static power of one column's part, without the common driver.</summary>
    public static (double Energy, double Leakage) PerColumn(ProcessNode process)
    {
        double region = Rules.LayoutHeight * process.FeatureM;
        Gate inverter = Inverter(process);
        double load = process.GateCap(Equaliser(process)) + 2 * process.GateCap(Precharge(process))
            + Gate.DrainCap(process, inverter.NmosM, 0, region) + Gate.DrainCap(process, 0, inverter.PmosM, region);
        double leakageA = inverter.LeakageA(process) + Gate.Inverter(0, Precharge(process)).LeakageA(process);
        return (process.SwitchingEnergy(load), process.VddV * leakageA);
    }

    private static Gate Inverter(ProcessNode process)
    {
        double nmos = Rules.MinNmos * process.FeatureM;
        return Gate.Inverter(nmos, nmos * process.PnRatio);
    }

    private static double Equaliser(ProcessNode process) => Rules.MinNmos * process.FeatureM;

    private static double Precharge(ProcessNode process) => PrechargePmos * process.FeatureM;
}
