using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>A static CMOS gate, or a single transistor when one of the widths is 0.</summary>
/// <param name="Kind">Inverter or NAND.</param>
/// <param name="Inputs">Inputs; 1 for an inverter.</param>
/// <param name="NmosM">Width of each NMOS in m.</param>
/// <param name="PmosM">Width of each PMOS in m.</param>
internal readonly record struct Gate(GateKind Kind, int Inputs, double NmosM, double PmosM)
{
    // Layout rules in F, from CACTI.
    private const double DiffusionGap = 2;
    private const double PolyGap = 1.5;
    private const double ContactToPoly = 0.75;
    private const double Contact = 1;
    private const double PowerRail = 2;
    private const double FoldOverhead = 3;
    private const double ContactedDrain = Contact + 2 * ContactToPoly;

    // Average leakage of a NAND over its input states, relative to its PMOS all leaking; from CACTI.
    private const double NandTwoLeak = 0.48;
    private const double NandThreeLeak = 0.31;

    public static Gate Inverter(double nmos, double pmos) => new(GateKind.Inverter, 1, nmos, pmos);

    public static Gate Nand(int inputs, double nmos, double pmos) => new(GateKind.Nand, inputs, nmos, pmos);

    /// <summary>Height and width of the layout when the transistors are folded into a region of a given height.</summary>
    public (double Height, double Width) Layout(ProcessNode process, double regionHeight)
    {
        double f = process.FeatureM;
        (FoldedTransistor nmos, FoldedTransistor pmos) = FoldInto(f, regionHeight);
        double between = Contact + 2 * ContactToPoly;
        double widthN = 2 * f * ContactedDrain + nmos.PolyWidth(f, NmosM) * Inputs + (Inputs - 1) * f * PolyGap;
        double widthP = 2 * f * ContactedDrain + pmos.PolyWidth(f, PmosM) * Inputs + (Inputs - 1) * f * between;
        double height = nmos.Height + pmos.Height;
        if (NmosM > 0 && PmosM > 0)
            height += f * (DiffusionGap + 2 * PowerRail);
        return (height, Math.Max(widthN, widthP));
    }

    /// <summary>Capacitance of one input.</summary>
    public double InputCap(ProcessNode process) => process.GateCap(NmosM) + process.GateCap(PmosM);

    /// <summary>Capacitance of the output: drains of all transistors that meet there.</summary>
    public double OutputCap(ProcessNode process, double regionHeight)
    {
        double f = process.FeatureM;
        (FoldedTransistor nmos, FoldedTransistor pmos) = FoldInto(f, regionHeight);
        double series = f * ContactedDrain + nmos.DrainGap(f) * Inputs + (Inputs - 1) * f * PolyGap;
        double parallel = (f * ContactedDrain + pmos.DrainGap(f)) * Inputs;
        return (NmosM > 0 ? nmos.DrainCap(process, series) : 0) + (PmosM > 0 ? pmos.DrainCap(process, parallel) : 0);
    }

    /// <summary>Static current times the supply voltage is the static power; this is the current in A.</summary>
    public double LeakageA(ProcessNode process)
    {
        if (Kind == GateKind.Inverter)
            return Math.Max(NmosM * process.OffNmosAPerM, PmosM * process.OffPmosAPerM);
        return (Inputs == 2 ? NandTwoLeak : NandThreeLeak) * PmosM * process.OffPmosAPerM * Inputs;
    }

    /// <summary>Drain capacitance of a single transistor.</summary>
    public static double DrainCap(ProcessNode process, double nmos, double pmos, double regionHeight) =>
        Inverter(nmos, pmos).OutputCap(process, regionHeight);

    private (FoldedTransistor Nmos, FoldedTransistor Pmos) FoldInto(double f, double regionHeight)
    {
        double share = PmosM / (PmosM + NmosM);
        if (PmosM == 0)
            return (FoldedTransistor.Of(NmosM, regionHeight, f), default);
        if (NmosM == 0)
            return (default, FoldedTransistor.Of(PmosM, regionHeight, f));
        double usable = regionHeight - DiffusionGap * f;
        return (FoldedTransistor.Of(NmosM, (1 - share) * usable, f), FoldedTransistor.Of(PmosM, share * usable, f));
    }

    /// <summary>A transistor cut into parallel fingers that fit a region.</summary>
    private readonly record struct FoldedTransistor(int Fingers, double Height)
    {
        public static FoldedTransistor Of(double width, double limit, double f) => width < limit
            ? new(1, width)
            : new((int)Math.Ceiling(width / (limit - FoldOverhead * f)), limit);

        public double PolyWidth(double f, double width) => width == 0 ? 0 : Fingers * f + DrainGap(f);

        public double DrainGap(double f) => (Fingers - 1) * f * PolyGap;

        public double DrainCap(ProcessNode process, double drainWidth)
        {
            // With an even number of fingers no drain ends at the isolation.
            double sidewall = Fingers % 2 == 0 ? 2 * drainWidth : 2 * drainWidth + Height;
            return drainWidth * Height * process.JunctionCapFPerM2 + sidewall * process.SidewallCapFPerM
                + Fingers * Height * process.ChannelCapFPerM;
        }
    }
}
