using CycleSim.Configuration.Keys;

namespace CycleSim.Dram.Parts;

/// <summary>The keys of "organisation" in a DRAM part's file.</summary>
internal static class DramOrganisationKeys
{
    internal static readonly KeySet All = new("DRAM organisation", "Ranks, banks, rows and columns of the channel.");

    internal static readonly Key<int> Channels = All.PowerOfTwo("channels", "Independent channels, each with a controller.", 64, 1);

    internal static readonly Key<int> Ranks = All.PowerOfTwo("ranks", "Ranks of a channel.", 16);

    internal static readonly Key<int> BankGroups = All.PowerOfTwo("bank_groups", "Bank groups of a rank.", 16, 1);

    internal static readonly Key<int> Banks = All.PowerOfTwo(
        "banks", "Banks of a rank, those of all bank groups; a channel has at most 64 banks.", DramSpec.MaxBanksOfChannel);

    internal static readonly Key<int> Rows = All.PowerOfTwo("rows", "Rows of a bank.", 1 << 20);

    internal static readonly Key<int> Columns = All.PowerOfTwo("columns", "Bursts of a row, across the devices of a rank.", 1024);

    internal static readonly Key<int> BurstBytes = All.PowerOfTwo(
        "burst_bytes", "Bytes of a burst, across the devices of a rank.", 1024);

    internal static readonly Key<int> DevicesPerRank = All.Int("devices_per_rank", "Devices of a rank.", 1, 64);
}
