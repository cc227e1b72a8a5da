using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Policies;

/// <summary>What a refresh policy has to refresh.</summary>
/// <param name="Table">Intervals.</param>
/// <param name="Ranks">Ranks of the channel.</param>
/// <param name="BankGroups">Bank groups of a rank.</param>
/// <param name="BanksOfGroup">Banks of a group.</param>
/// <param name="Rules">Whose reading of the standard.</param>
public sealed record RefreshGeometry(TimingTable Table, int Ranks, int BankGroups, int BanksOfGroup, TimingRules Rules);
