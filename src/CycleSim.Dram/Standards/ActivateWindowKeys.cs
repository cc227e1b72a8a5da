using CycleSim.Configuration.Keys;

namespace CycleSim.Dram.Standards;

/// <summary>The keys of a window in a DRAM standard's file.</summary>
internal static class ActivateWindowKeys
{
    internal const int MaxCount = 64;

    internal static readonly KeySet All = new("DRAM window", "At most so many activates of a rank in any window of time.");

    internal static readonly Key<string> Name = All.String("name", "JEDEC name.");

    internal static readonly Key<int> Count = All.Int("count", "Max number of activates.", 1, MaxCount);

    internal static readonly Key<string> Cycles = All.String("cycles", "Length of the window, a formula; 0 or less demands nothing.");

    internal static readonly Key<bool> CountsBankRefreshes = All.Bool(
        "counts_bank_refreshes", "Refreshes of a bank count like activates (DRAMsim3 does not count them).", false);
}
