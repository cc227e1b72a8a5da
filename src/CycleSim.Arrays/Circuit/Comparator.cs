using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>
/// Compares a tag: four quarters, each a chain of inverters that switches the foot of a row of dynamic NAND pairs; from CACTI.
/// </summary>
internal readonly record struct Comparator(double Area, double Latency, double Energy, double Leakage)
{
    private const int Quarters = 4;
    private const double PairNmos = 12.5;
    private const double PrechargePmos = 37.5;

    // Widths in F.
    private static readonly (double Nmos, double Pmos)[] Inverters = [(7.5, 12.5), (15, 25), (30, 50), (50, 100)];

    /// <summary>Builds a comparator for a tag of some bits.</summary>
    public static Comparator Create(ProcessNode process, int tagBits)
    {
        double f = process.FeatureM;
        double region = Rules.TransistorHeight * f;
        int bits = tagBits / Quarters;
        Gate[] gates = [.. Inverters.Select(widths => Gate.Inverter(widths.Nmos * f, widths.Pmos * f))];
        Gate pair = Gate.Nand(2, PairNmos * f, 0);
        double pairs = bits * pair.OutputCap(process, Rules.LayoutHeight * f);

        double ramp = Ramp.Step;
        double latency = 0;
        double switched = 0;
        for (int i = 0; i < gates.Length - 1; i++)
        {
            double load = gates[i].OutputCap(process, region) + gates[i + 1].InputCap(process);
            double resistance = process.NmosResistance(gates[i].NmosM);
            latency += Ramp.Delay(resistance * load, 1 / (resistance * process.NmosSPerM * gates[i].NmosM), ref ramp);
            switched += load;
        }

        double bottom = gates[^1].OutputCap(process, region) + pairs;
        double top = pairs + Gate.DrainCap(process, 0, PrechargePmos * f, region);
        double footOhm = process.NmosResistance(gates[^1].NmosM);
        double pairOhm = 2 * process.NmosResistance(PairNmos * f);
        latency += Ramp.Delay(footOhm * bottom + (footOhm + pairOhm) * top, 0, ref ramp);
        double leakageA = gates.Sum(gate => gate.LeakageA(process));
        return new(
            LayoutArea(process, gates, pair, bits), latency, Quarters * process.SwitchingEnergy(switched + bottom + top),
            Quarters * leakageA * process.VddV);
    }

    private static double LayoutArea(ProcessNode process, Gate[] gates, Gate pair, int bits)
    {
        double region = Rules.LayoutHeight * process.FeatureM;
        (double Height, double Width)[] layouts = [.. gates.Select(gate => gate.Layout(process, region))];
        (double pairHeight, double pairWidth) = pair.Layout(process, region);
        double height = layouts.Max(layout => layout.Height) + pairHeight;
        double width = Math.Max(layouts.Sum(layout => layout.Width), bits * pairWidth);
        return height * width * Quarters;
    }
}
