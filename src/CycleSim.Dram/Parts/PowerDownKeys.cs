using CycleSim.Configuration.Keys;

namespace CycleSim.Dram.Parts;

/// <summary>The keys of "power_down" in a DRAM part's file.</summary>
internal static class PowerDownKeys
{
    internal static readonly KeySet All = new("DRAM power-down", "When idle ranks enter power-down or self-refresh.");

    internal static readonly Key<int> Idle = Cycles("idle_cycles", "Idle cycles after which a rank enters power-down; 0 for never.");

    internal static readonly Key<int> SelfRefresh = Cycles(
        "self_refresh_cycles", "Idle cycles after which a rank enters self-refresh; 0 for never.");

    private static Key<int> Cycles(string name, string meaning) => All.Int(name, meaning, 0, 1_000_000_000, "cycles", 0);
}
