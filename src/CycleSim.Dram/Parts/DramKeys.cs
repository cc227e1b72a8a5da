using CycleSim.Configuration.Keys;
using CycleSim.Dram.Policies;
using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Parts;

/// <summary>The keys of a DRAM part's file, models/dram/*.json.</summary>
public static class DramKeys
{
    /// <summary>All keys of the file.</summary>
    public static readonly KeySet All = new(
        "DRAM part",
        "DRAM of one or several channels: its devices, their timing and currents, and the controller of each channel.");

    internal static readonly Key<string> Name = All.String("name", "Name in tables and reports.");

    internal static readonly Key<string> Description = All.String("description", "What the part is.");

    internal static readonly Key<string> Standard = All.String(
        "standard", "Name of a shipped DRAM standard, or a file; a path is relative to the part's file.", DramStandard.DefaultName);

    internal static readonly Key<string> Source = All.String("source", "Where the values come from.");

    internal static readonly Key<long> ClockPeriod = All.Long("clock_period_ps", "Clock period of the command bus.", 100, 100_000, "ps");

    internal static readonly Key<KeyValues> Organisation = All.Object(
        "organisation", "Ranks, banks, rows and columns.", DramOrganisationKeys.All);

    internal static readonly Key<int> QueueDepth = All.Int("queue_depth", "Entries of the read queue.", 1, DramSpec.MaxQueueDepth);

    internal static readonly Key<int> WriteBufferDepth = All.Int(
        "write_buffer_depth", "Entries of the write buffer.", 1, DramSpec.MaxQueueDepth, whenMissing: "as queue_depth");

    internal static readonly Key<int> BankQueueDepth = All.Int(
        "bank_queue_depth", "Requests that wait in front of each bank.", 1, DramSpec.MaxQueueDepth, fallback: 8);

    internal static readonly Key<string> Scheduler = All.Choice(
        "scheduler", "Which of the legal commands is issued.", Schedulers.All, Schedulers.Default);

    internal static readonly Key<string> PagePolicy = All.Choice(
        "page_policy", "What happens to a row after its accesses.", PagePolicies.All, PagePolicies.Default);

    internal static readonly Key<string> RefreshPolicy = All.Choice(
        "refresh_policy", "What is refreshed when.", RefreshPolicies.All, RefreshPolicies.Default);

    internal static readonly Key<int> RowHitCap = All.Int(
        "row_hit_cap", "Column accesses to an open row after which a waiting conflict may close it, although hits are left.", 1,
        DramSpec.MaxRowHitCap, fallback: 4);

    internal static readonly Key<string> AddressMapping = All.String(
        "address_mapping",
        "Address fields from the highest bit to the lowest, above the bytes of a burst: ro row, ra rank, bg bank group, ba bank, "
        + "co column, ch channel. Without bg, ba counts the banks of a rank.",
        "ro ra ba co");

    internal static readonly Key<bool> Refresh = All.Bool("refresh", "Whether the part is refreshed.", true);

    internal static readonly Key<NumberMap> Timing = All.NumberMap(
        "timing_cycles", "Timing by the names that the standard declares.", 0, ParameterKeys.MaxCycles, "cycles");

    internal static readonly Key<bool> DualCommand = All.Bool(
        "dual_command", "A row command and a column command may leave in one cycle, if the standard has a bus for each.", true);

    internal static readonly Key<KeyValues> PowerDown = All.Object(
        "power_down", "When idle ranks enter power-down or self-refresh.", PowerDownKeys.All, whenMissing: "never");


    internal static readonly Key<KeyValues> Power = All.Object("power", "Supply voltage and currents of one device.", DramPowerKeys.All);

    internal static readonly Key<KeyValues> Interface = All.Object(
        "interface", "Energy outside the devices, for each burst.", DramInterfaceKeys.All);
}
