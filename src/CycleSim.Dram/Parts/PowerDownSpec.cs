namespace CycleSim.Dram.Parts;

/// <summary>When idle ranks enter power-down or self-refresh.</summary>
/// <param name="IdleCycles">Idle cycles after which a rank enters power-down; 0 for never.</param>
/// <param name="SelfRefreshCycles">Idle cycles after which a rank enters self-refresh; 0 for never.</param>
public sealed record PowerDownSpec(int IdleCycles, int SelfRefreshCycles)
{
    /// <summary>Ranks stay awake.</summary>
    public static PowerDownSpec Off { get; } = new(0, 0);
}
