using CycleSim.Configuration.Keys;

namespace CycleSim.Dram.Standards;

/// <summary>The keys of "refresh" in a DRAM standard's file.</summary>
internal static class RefreshKeys
{
    internal static readonly KeySet All = new("DRAM refresh", "Refresh intervals and durations, formulas.");

    internal static readonly Key<string> Interval = All.String("interval", "Every rank is refreshed once in this time.");

    internal static readonly Key<string> Cycles = All.String("cycles", "Duration of a refresh of a rank.");

    internal static readonly Key<string> BankInterval = All.String(
        "bank_interval", "One bank of each rank is refreshed in each such time.", whenMissing: "banks are not refreshed one by one");

    internal static readonly Key<string> BankCycles = All.String(
        "bank_cycles", "Duration of a refresh of a bank.", whenMissing: "banks are not refreshed one by one");

    internal static readonly Key<TimingRules> BankRules = All.Enum<TimingRules>(
        "bank_rules",
        "Who knows refreshes of a bank.",
        [new(TimingRules.Jedec, "JEDEC alone"), new(TimingRules.Dramsim3, "DRAMsim3 alone, which refreshes banks of any standard")],
        whenMissing: "both");
}
