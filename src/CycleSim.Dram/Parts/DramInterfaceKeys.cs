using CycleSim.Configuration.Keys;

namespace CycleSim.Dram.Parts;

/// <summary>The keys of "interface" in a DRAM part's file.</summary>
internal static class DramInterfaceKeys
{
    internal static readonly KeySet All = new("DRAM interface", "Energy outside the devices, for each burst.");

    internal static readonly Key<bool> Enabled = All.Bool("enabled", "Whether it is counted.");

    internal static readonly Key<double> Driver = Energy("driver_nj", "Input and output drivers.");

    internal static readonly Key<double> Phy = Energy("phy_nj", "Physical layer of the controller.");

    internal static readonly Key<double> Termination = Energy("termination_nj", "Termination of the bus.");

    private static Key<double> Energy(string name, string meaning) => All.Number(name, meaning, 0, 1e6, "nJ");
}
