namespace CycleSim.Dram.Standards;

/// <summary>Refresh as the standard writes it, in formulas.</summary>
/// <param name="Interval">Every rank is refreshed once in this time.</param>
/// <param name="Cycles">Duration of a refresh of a rank.</param>
/// <param name="BankInterval">One bank of each rank is refreshed in each such time; null when banks are not refreshed one by one.</param>
/// <param name="BankCycles">Duration of a refresh of a bank; null likewise.</param>
/// <param name="BankRules">Who knows refreshes of a bank; null for both.</param>
public sealed record RefreshRule(string Interval, string Cycles, string? BankInterval, string? BankCycles, TimingRules? BankRules);
