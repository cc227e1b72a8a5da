using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>A sense amplifier: CACTI's latch, behind a current-to-voltage converter where cells are read by their current.</summary>
internal readonly record struct SenseAmplifier(double InputCap, double Height, double Latency, double Energy, double Leakage)
{
    // Transistor widths of the latch in F, and the converter's area in F²; from CACTI and NVSim.
    private const double Pmos = 7.5;
    private const double Nmos = 3.75;
    private const double Isolation = 12.5;
    private const double Enable = 5;
    private const double Multiplexer = 9;
    private const double ConverterAreaF2 = 50_000;
    private const double SameTypeGap = 1.5;
    private const double OtherTypeGap = 2;

    /// <summary>Pitch in F below which a sense amplifier cannot be laid out.</summary>
    public const double MinPitch = 3;

    /// <summary>Builds one of a row of sense amplifiers.</summary>
    /// <param name="process">The process.</param>
    /// <param name="currentSensing">Whether it has a current-to-voltage converter.</param>
    /// <param name="senseV">Smallest voltage difference that it can detect.</param>
    /// <param name="pitch">Width that it has, in m.</param>
    public static SenseAmplifier Create(ProcessNode process, bool currentSensing, double senseV, double pitch)
    {
        double f = process.FeatureM;
        (double nmos, double pmos) = (Nmos * f, Pmos * f);
        double inputCap = process.GateCap(pmos + nmos)
            + Gate.DrainCap(process, nmos, 0, pitch) + Gate.DrainCap(process, 0, pmos, pitch)
            + Gate.DrainCap(process, 0, Isolation * f, pitch) + Gate.DrainCap(process, Multiplexer * f, 0, pitch);
        double transconductance = process.NmosSPerM * nmos + process.PmosSPerM * pmos;
        double latency = inputCap / transconductance * Math.Log(process.VddV / senseV);

        // The idle current is multiplied by the supply voltage twice, as in the reference; it is tiny beside all else.
        double leakage = Gate.Inverter(Enable * f, 0).LeakageA(process) * process.VddV * process.VddV;
        double energy = process.SwitchingEnergy(inputCap);
        double height = LatchHeight(process, pitch);
        return currentSensing
            ? new(
                inputCap, height + ConverterAreaF2 * f * f / pitch, latency + process.CurrentSense.LatencyS,
                energy + process.CurrentSense.EnergyJ, leakage + process.CurrentSense.LeakageW)
            : new(inputCap, height, latency, energy, leakage);
    }

    /// <summary>The latch lies on its side: transistors are folded into the pitch, and stacked.</summary>
    private static double LatchHeight(ProcessNode process, double pitch)
    {
        double f = process.FeatureM;
        (double Across, double Along) Lay(double nmos, double pmos) => Gate.Inverter(nmos * f, pmos * f).Layout(process, pitch);
        (double Across, double Along) p = Lay(0, Pmos);
        (double Across, double Along) isolation = Lay(0, Isolation);
        (double Across, double Along) n = Lay(Nmos, 0);
        (double Across, double Along) enable = Lay(Enable, 0);
        double width = Math.Max(Math.Max(p.Across, isolation.Across), Math.Max(n.Across, enable.Across));
        double height = 2 * p.Along + isolation.Along + 2 * n.Along + enable.Along + (4 * SameTypeGap + OtherTypeGap) * f;
        return height * width / pitch;
    }
}
