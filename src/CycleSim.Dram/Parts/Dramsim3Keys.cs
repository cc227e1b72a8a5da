using System.Collections.Immutable;

namespace CycleSim.Dram.Parts;

/// <summary>The keys of DRAMsim3's configurations, with that tool's defaults (commit 2981759).</summary>
internal static class Dramsim3Keys
{
    /// <summary>All keys.</summary>
    internal static readonly ImmutableArray<Dramsim3Key> All =
    [
        .. Read("dram_structure",
            "protocol DDR3, bankgroups 2, banks_per_group 2, bankgroup_enable true, rows 65536, columns 1024, device_width 8, BL 8, "
            + "hbm_dual_cmd true"),
        .. Read("timing",
            "tCK 1.0, AL 0, CL 12, CWL 12, tCCD_L 6, tCCD_S 4, tRTRS 2, tRTP 5, tWTR_L 5, tWTR_S 5, tWR 10, tRP 10, tRRD_L 4, tRRD_S 4, "
            + "tRAS 24, tRCD 10, tRFC 74, tCKE 6, tCKESR 12, tXS 432, tXP 8, tRFCb 20, tREFI 7800, tREFIb 1950, tFAW 50, tPPD 0, "
            + "t32AW 330, tRCDRD 24, tRCDWR 20"),
        .. Read("power",
            "VDD 1.2, IDD0 48, IDD2P 25, IDD2N 34, IDD3P 37, IDD3N 43, IDD4W 123, IDD4R 135, IDD5AB 250, IDD5PB 5, IDD6x 31"),
        .. Read("system",
            "channel_size 1024, channels 1, bus_width 64, address_mapping chrobabgraco, queue_structure PER_BANK, "
            + "row_buf_policy OPEN_PAGE, cmd_queue_size 16, trans_queue_size 32, refresh_policy RANK_LEVEL_STAGGERED, "
            + "unified_queue false, enable_self_refresh false, aggressive_precharging_enabled false, mega_tick 1"),
        Meant("timing", "tRTP_L", "tRTP"), Meant("timing", "tRTP_S", "tRTP"), Meant("timing", "REFI", "tREFI"),
        Meant("timing", "tCKSRE", "tCKESR"), Meant("system", "queue_size", "trans_queue_size"),
        Meant("system", "write_buf_size", "trans_queue_size"),
        .. Unused("dram_structure", "num_dies"),
        .. Unused("timing", "tRPRE, tWPRE, tRFC2, tRFC4, tWR2, ideal_memory_latency"),
        .. Unused("power", "IPP0"),
        .. Unused("system", "sref_threshold, req_buffering_enabled"),
        .. Unused("other", "epoch_period, output_level, output_prefix"),
        .. Unused("thermal",
            "const_logic_power, mat_dim_x, mat_dim_y, row_tile, loc_mapping, bank_order, bank_layer_order, num_row_refresh, chip_dim_x, "
            + "chip_dim_y, amb_temp"),
        .. Unused("hmc", "num_links, link_width, link_speed, block_size, xbar_queue_depth"),
    ];

    private static IEnumerable<Dramsim3Key> Read(string section, string keys) => Split(keys)
        .Select(key => key.Split(' ')).Select(pair => new Dramsim3Key(section, pair[0], pair[1]));

    private static IEnumerable<Dramsim3Key> Unused(string section, string keys) =>
        Split(keys).Select(key => new Dramsim3Key(section, key, null));

    private static Dramsim3Key Meant(string section, string name, string instead) => new(section, name, null, instead);

    private static string[] Split(string keys) => keys.Split(", ");
}
