using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>
/// A differential low-swing wire: NAND, inverter, NMOS driver and a sense amplifier at the end (CACTI 6.5; Ho, Mai and Horowitz, "The
/// future of wires", Proc. IEEE 89(4), 2001). Like NVSim, the sense amplifier's own delay and energy are not counted.
/// </summary>
internal sealed class LowSwingLink
{
    // Constants of CACTI 6.5.
    private const double DriverOhmAdjust = 8.6;
    private const double SwingV = 0.1;
    private const double OverdriveV = 0.4;
    private const double LatencyBudgetFo4 = 8;

    private readonly ProcessNode _process;
    private readonly double _unit;
    private readonly double _unitPmos;
    private readonly double _senseCap;
    private readonly double _fo4;
    private readonly double _inputRamp;

    public LowSwingLink(ProcessNode process, double senseV)
    {
        _process = process;
        _unit = Rules.MinNmos * process.FeatureM;
        _unitPmos = _unit * process.PnRatio;

        // As in the reference the pitch of this amplifier is without limit.
        _senseCap = SenseAmplifier.Create(process, currentSensing: false, senseV, pitch: 1).InputCap;
        Gate inverter = Gate.Inverter(_unit, _unitPmos);
        double input = inverter.InputCap(process);
        double output = inverter.OutputCap(process, Rules.TransistorHeight * process.FeatureM);
        double up = process.PmosResistance(_unitPmos);
        double down = process.NmosResistance(_unit);
        double downBeta = 1 / (down * process.NmosSPerM * _unit);
        double ramp = 1e20;
        Ramp.Delay(up * (input + output), 1 / (up * process.PmosSPerM * _unitPmos), ref ramp);
        Ramp.Delay(down * (input + output), downBeta, ref ramp);
        _inputRamp = ramp;
        double step = 1e20;
        _fo4 = Ramp.Delay(down * (output + Rules.StageEffort * input), downBeta, ref step);
    }

    /// <summary>Delay, energy and leakage of a wire of a resistance and capacitance.</summary>
    public (double Latency, double Energy, double Leakage) At(double wireOhm, double wireCap)
    {
        double f = _process.FeatureM;
        double region = Rules.LayoutHeight * f;
        double driver = DriverWidth(wireOhm, wireCap);
        double driverGate = _process.GateCap(driver);
        double effort = (2 + _process.PnRatio) / (1 + _process.PnRatio);
        double required = effort * driverGate / Math.Sqrt(effort * driverGate / Gate.Inverter(2 * _unit, 2 * _unitPmos).InputCap(_process));
        double size = Math.Max(1, required / Gate.Inverter(_unit, _unitPmos).InputCap(_process));
        Gate nand = Gate.Nand(2, 2 * _unit, _unitPmos);
        Gate inverter = Gate.Inverter(size * _unit, size * _unitPmos);
        double transconductance = _process.NmosSPerM * _unit;

        double ramp = _inputRamp;
        double load = nand.OutputCap(_process, region) + inverter.InputCap(_process);
        double resistance = 2 * _process.NmosResistance(_unit);
        double latency = Ramp.Delay(resistance * load, 1 / (resistance * transconductance), ref ramp);
        double energy = _process.SwitchingEnergy(load);

        load = inverter.OutputCap(_process, region) + driverGate;
        resistance = _process.NmosResistance(inverter.NmosM);
        latency += Ramp.Delay(resistance * load, 1 / (resistance * transconductance), ref ramp);
        energy += _process.SwitchingEnergy(load);

        double drain = Gate.DrainCap(_process, driver, 0, region);
        resistance = _process.NmosResistance(driver);
        double tau = resistance * DriverOhmAdjust * (wireCap + 2 * drain) + wireCap * wireOhm / 2 + (resistance + wireOhm) * _senseCap;
        latency += Ramp.Delay(tau, 1 / (resistance * _process.NmosSPerM * driver), ref ramp);
        energy = 2 * (energy + (wireCap + 2 * drain + _senseCap) * SwingV * OverdriveV);
        double leakageA = 4 * (inverter.LeakageA(_process) + nand.LeakageA(_process))
            + 4 * Gate.Inverter(driver, 0).LeakageA(_process);
        return (latency, energy, leakageA * _process.VddV);
    }

    private double DriverWidth(double wireOhm, double wireCap)
    {
        double f = _process.FeatureM;
        if (wireOhm * wireCap > LatencyBudgetFo4 * _fo4)
            return Rules.MaxNmos * f;
        double ohm = LatencyBudgetFo4 * _fo4 / (-Math.Log(0.5) * wireCap) / DriverOhmAdjust;
        return Math.Clamp(_process.NmosResistance(_unit) * _unit / ohm, Rules.MinNmos * f, Rules.MaxNmos * f);
    }
}
