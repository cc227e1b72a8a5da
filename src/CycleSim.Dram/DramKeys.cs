using CycleSim.Configuration.Keys;

namespace CycleSim.Dram;

/// <summary>The keys of a DRAM part's file, models/dram/*.json.</summary>
public static class DramKeys
{
    /// <summary>All keys of the file.</summary>
    public static readonly KeySet All = new("DRAM part", "One DRAM channel: its devices, its timing and currents, and its controller.");

    internal static readonly Key<string> Name = All.String("name", "Name in tables and reports.");

    internal static readonly Key<string> Description = All.String("description", "What the part is.");

    internal static readonly Key<string> Source = All.String("source", "Where the values come from.");

    internal static readonly Key<long> ClockPeriod = All.Long("clock_period_ps", "Clock period of the command bus.", 100, 100_000, "ps");

    internal static readonly Key<KeyValues> Organisation = All.Object(
        "organisation", "Ranks, banks, rows and columns.", DramOrganisationKeys.All);

    internal static readonly Key<int> QueueDepth = All.Int("queue_depth", "Entries of the read queue.", 1, 1024);

    internal static readonly Key<int> WriteBufferDepth = All.Int(
        "write_buffer_depth", "Entries of the write buffer.", 1, 1024, whenMissing: "as queue_depth");

    internal static readonly Key<int> BankQueueDepth = All.Int(
        "bank_queue_depth", "Commands that wait in front of each bank.", 1, 1024, fallback: 8);

    internal static readonly Key<PagePolicy> PagePolicy = All.Enum<PagePolicy>(
        "page_policy",
        "What happens to a row after its accesses.",
        [
            new(Dram.PagePolicy.Open, "it stays open until a conflict or a refresh"),
            new(Dram.PagePolicy.Closed, "it is precharged as soon as the timing allows"),
        ],
        Dram.PagePolicy.Open);

    internal static readonly Key<int> RowHitCap = All.Int(
        "row_hit_cap", "Row hits that may pass an older request in succession.", 1, 1_000_000, fallback: 4);

    internal static readonly Key<string> AddressMapping = All.String(
        "address_mapping",
        "Address fields from the highest bit to the lowest, above the bytes of a burst: ro row, ra rank, ba bank, co column.",
        "ro ra ba co");

    internal static readonly Key<bool> Refresh = All.Bool("refresh", "Whether the part is refreshed.", true);

    internal static readonly Key<KeyValues> Timing = All.Object("timing_cycles", "Timing in clock cycles.", DramTimingKeys.All);

    internal static readonly Key<KeyValues> Power = All.Object("power", "Supply voltage and currents of one device.", DramPowerKeys.All);

    internal static readonly Key<KeyValues> Interface = All.Object(
        "interface", "Energy outside the devices, for each burst.", DramInterfaceKeys.All);
}
