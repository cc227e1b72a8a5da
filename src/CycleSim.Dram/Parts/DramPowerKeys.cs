using CycleSim.Configuration.Keys;

namespace CycleSim.Dram.Parts;

/// <summary>The keys of "power" in a DRAM part's file.</summary>
internal static class DramPowerKeys
{
    internal const double MaxMa = 1e4;

    internal static readonly KeySet All = new("DRAM power", "Supply voltage and data-sheet currents of one device.");

    internal static readonly Key<double> Vdd = All.Number("vdd_v", "Supply voltage.", 0.1, 5, "V");

    internal static readonly Key<double> Idd0 = Current("idd0_ma", "Activate and precharge in turn, at least idd3n_ma.");

    internal static readonly Key<double> Idd2n = Current("idd2n_ma", "Precharge standby.");

    internal static readonly Key<double> Idd3n = Current("idd3n_ma", "Active standby.");

    internal static readonly Key<double> Idd4r = Current("idd4r_ma", "Burst read, at least idd3n_ma.");

    internal static readonly Key<double> Idd4w = Current("idd4w_ma", "Burst write, at least idd3n_ma.");

    internal static readonly Key<double> Idd5 = Current("idd5ab_ma", "Refresh of all banks, at least idd3n_ma.");

    internal static readonly Key<double> Idd5b = Optional("idd5pb_ma", "Refresh of a bank, at least idd3n_ma.");

    internal static readonly Key<double> Idd2p = Optional("idd2p_ma", "Precharge power-down.");

    internal static readonly Key<double> Idd3p = Optional("idd3p_ma", "Active power-down.");

    internal static readonly Key<double> Idd6 = Optional("idd6_ma", "Self-refresh.");

    private static Key<double> Optional(string name, string meaning) => All.Number(
        name, meaning, 0, MaxMa, "mA", whenMissing: "unknown: what needs it is refused");

    private static Key<double> Current(string name, string meaning) => All.Number(name, meaning, 0, MaxMa, "mA");
}
