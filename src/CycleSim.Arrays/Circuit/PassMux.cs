using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>A multiplexer of NMOS pass transistors; nothing at all when it has one input.</summary>
/// <param name="Height">Height of a row of them.</param>
/// <param name="PassCap">Drain capacitance of a transistor; also what the stage before charges.</param>
/// <param name="PassOhm">On resistance of a transistor.</param>
/// <param name="InputCap">Capacitance that the stage before has to move.</param>
/// <param name="Latency">Delay.</param>
/// <param name="Energy">Energy of one multiplexer.</param>
internal readonly record struct PassMux(
    double Height, double PassCap, double PassOhm, double InputCap, double Latency, double Energy)
{
    private const double Settling = 2.3;

    /// <summary>Builds a multiplexer.</summary>
    /// <param name="process">The process.</param>
    /// <param name="inputs">Inputs; 1 means no multiplexer.</param>
    /// <param name="width">Width of a pass transistor in m.</param>
    /// <param name="loadCap">Capacitance behind it that delays it.</param>
    /// <param name="switchedCap">Capacitance behind it that it charges.</param>
    public static PassMux Create(ProcessNode process, int inputs, double width, double loadCap, double switchedCap)
    {
        if (inputs == 1)
            return default;
        double region = Rules.LayoutHeight * process.FeatureM;
        double drain = Gate.DrainCap(process, width, 0, region);
        double output = inputs * drain;
        double resistance = process.NmosResistance(width);
        return new(
            Gate.Inverter(width, 0).Layout(process, region).Height,
            drain,
            resistance,
            output + drain + loadCap,
            Settling * resistance * (output + loadCap),
            (output + switchedCap) * process.VddV * (process.VddV - process.ThresholdV));
    }
}
