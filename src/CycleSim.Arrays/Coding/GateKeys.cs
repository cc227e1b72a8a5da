using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays.Coding;

/// <summary>
/// The keys of "gates" in the "code" of a memory technology's file. Defaults are assumptions at 28 nm. Area: 1.14 x 1.4 um² of XOR2_X1 in
/// the 45 nm NanGate open cell library, times (28/45)². Energy: a 32-bit addition of 0.1 pJ at 45 nm (Horowitz, ISSCC 2014) as 32 times
/// three gates, times the 0.51 of the machine files. Delay: two fan-outs of four, each 0.36 ps per nm (Ho, Mai and Horowitz, Proc. IEEE
/// 89(4), 2001). Leakage: 2.25 uW on 278 um² of a 40 nm adder (Shao et al., Aladdin, ISCA 2014) on the gate's area.
/// </summary>
internal static class GateKeys
{
    internal static readonly KeySet All = new(
        "code gates", "What a gate of encoder and decoder costs; the defaults are assumptions after public figures.");

    internal static readonly Key<double> Node = All.Number(
        "node_nm", "Node of the values; at the memory's node, area goes as its square and the others as it does.", 1, 1000, "nm", 28);

    internal static readonly Key<double> Area = All.Number(
        "xor2_area_um2", "Area. Assumed: XOR2_X1 of the 45 nm NanGate open cell library, 1.596 um2, at 28 nm.", 1e-6, 1e6, "um2", 0.618);

    internal static readonly Key<double> Energy = All.Number(
        "xor2_energy_fj",
        "Energy of one operation. Assumed: a third of a bit of Horowitz's (ISSCC 2014) 32-bit addition, 0.1 pJ at 45 nm, times 0.51.",
        0, 1e6, "fJ", 0.53);

    internal static readonly Key<double> Delay = All.Number(
        "xor2_delay_ps", "Delay. Assumed: two fan-outs of four of 0.36 ps per nm (Ho, Mai, Horowitz, 2001).", 0, 1e6, "ps", 20.2);

    internal static readonly Key<double> Leakage = All.Number(
        "xor2_leakage_nw", "Static power. Assumed: as an adder at 40 nm, 2.25 uW on 278 um2 (Aladdin, ISCA 2014).", 0, 1e6, "nW", 5);
}
