using CycleSim.Configuration;

namespace CycleSim.Dram;

/// <summary>Reads DRAM parts from models/dram/*.json.</summary>
public static class DramLoader
{
    /// <summary>Loads a part.</summary>
    /// <param name="nameOrPath">Name of a shipped part, or a file.</param>
    /// <exception cref="InputException">The file is missing or wrong; the message names file, line and key.</exception>
    public static DramSpec Load(string nameOrPath) => Read(ModelStore.Open(ModelKind.Dram, nameOrPath));

    private static DramSpec Read(ConfigObject root)
    {
        string name = root.String("name");
        root.String("description");
        root.String("source");
        long period = root.Long("clock_period_ps", 100, 100_000);
        ConfigObject organisation = root.Object("organisation");
        int ranks = PowerOfTwo(organisation, "ranks", 4);
        int banks = PowerOfTwo(organisation, "banks", 8);
        int rows = PowerOfTwo(organisation, "rows", 1 << 20);
        int columns = PowerOfTwo(organisation, "columns", 1024);
        int burstBytes = PowerOfTwo(organisation, "burst_bytes", 64);
        if (burstBytes != 64)
            throw organisation.Error("burst_bytes", "must be 64, the line of the scratchpads");
        int devices = organisation.Int("devices_per_rank", 1, 64);
        organisation.RejectUnknownKeys();
        int queueDepth = root.Int("queue_depth", 1, 1024);
        int writeBufferDepth = root.Int("write_buffer_depth", 1, 1024, queueDepth);
        int bankQueueDepth = root.Int("bank_queue_depth", 1, 1024, 8);
        PagePolicy pagePolicy = root.Has("page_policy") ? root.Enum<PagePolicy>("page_policy") : PagePolicy.Open;
        int rowHitCap = root.Int("row_hit_cap", 1, 1_000_000, 4);
        string mapping = root.String("address_mapping", "ro ra ba co");
        bool refresh = root.Bool("refresh", true);
        DramTiming timing = ReadTiming(root.Object("timing_cycles"), ranks);
        DramEnergy energy = ReadEnergy(root.Object("power"), root.Object("interface"), timing, devices, period);
        root.RejectUnknownKeys();
        var spec = new DramSpec(
            name, period, ranks, banks, rows, columns, burstBytes, queueDepth, writeBufferDepth, bankQueueDepth, mapping, pagePolicy,
            rowHitCap, refresh, timing, energy);
        if (AddressMapping.Problem(mapping) is { } problem)
            throw root.Error("address_mapping", problem);
        return spec;
    }

    private static DramTiming ReadTiming(ConfigObject keys, int ranks)
    {
        var timing = new DramTiming(
            keys.Int("cl", 1, 100), keys.Int("cwl", 1, 100), keys.Int("burst", 1, 16), keys.Int("trcd", 1, 200),
            keys.Int("trp", 1, 200), keys.Int("tras", 1, 500), keys.Int("trrd", 1, 100), keys.Int("tfaw", 1, 400),
            keys.Int("tccd", 1, 16), keys.Int("twtr", 1, 100), keys.Int("trtp", 1, 100), keys.Int("twr", 1, 200),
            keys.Int("trtrs", 0, 16), keys.Int("trefi", 100, 1_000_000), keys.Int("trfc", 1, 10_000), keys.Int("al", 0, 100, 0));
        keys.RejectUnknownKeys();
        if (timing.Tccd < timing.BurstCycles)
            throw keys.Error("tccd", $"must not be less than burst ({timing.BurstCycles}): bursts would overlap on the data bus");
        if (timing.ReadToWrite < timing.Tccd)
            throw keys.Error("cwl", $"must not be more than {timing.Cwl + timing.ReadToWrite - timing.Tccd}: a write would follow a read sooner than tccd");
        if (timing.Al >= timing.Trcd)
            throw keys.Error("al", $"must be less than trcd ({timing.Trcd}): a column command cannot come before its activate");
        if (timing.Tras < timing.Trcd)
            throw keys.Error("tras", $"must not be less than trcd ({timing.Trcd}): the row would close before its first access");
        if (timing.Tfaw < timing.Trrd)
            throw keys.Error("tfaw", $"must not be less than trrd ({timing.Trrd}): it spans four activates");
        int close = timing.Trc + timing.WriteToPrecharge + timing.Trcd + 16;
        int refresh = Math.Max(2 * (timing.Trfc + close), ranks * close);
        if (timing.Trefi < refresh)
            throw keys.Error("trefi", $"leaves no time between refreshes; with these timings it must be at least {refresh}");
        return timing;
    }

    /// <summary>
    /// Energies from data-sheet currents: activate VDD (IDD0 tRC - IDD3N tRAS - IDD2N tRP), read and write VDD (IDD4 - IDD3N) BL/2,
    /// refresh VDD (IDD5AB - IDD3N) tRFC, background VDD IDD3N or IDD2N a cycle; all times devices and tCK (mA V ns = pJ).
    /// </summary>
    private static DramEnergy ReadEnergy(ConfigObject power, ConfigObject @interface, DramTiming timing, int devices, long periodPs)
    {
        double scale = power.Number("vdd_v", 0.1, 5) * devices * periodPs * 1e-3;
        double idd2n = power.Number("idd2n_ma", 0, 1e4);
        double idd3n = power.Number("idd3n_ma", 0, 1e4);
        double idd0 = power.Number("idd0_ma", idd3n, 1e4);
        double idd4r = power.Number("idd4r_ma", idd3n, 1e4);
        double idd4w = power.Number("idd4w_ma", idd3n, 1e4);
        double idd5 = power.Number("idd5ab_ma", idd3n, 1e4);
        power.RejectUnknownKeys();
        bool on = @interface.Bool("enabled");
        double driver = @interface.Number("driver_nj", 0, 1e6);
        double phy = @interface.Number("phy_nj", 0, 1e6);
        double termination = @interface.Number("termination_nj", 0, 1e6);
        @interface.RejectUnknownKeys();
        double activate = scale * (idd0 * timing.Trc - (idd3n * timing.Tras + idd2n * timing.Trp));
        if (activate < 0)
            throw power.Error("idd2n_ma", "contradicts idd0_ma and idd3n_ma: an activate would cost less than standing by");
        return new DramEnergy(
            ActivatePj: activate,
            ReadPj: scale * (idd4r - idd3n) * timing.BurstCycles,
            WritePj: scale * (idd4w - idd3n) * timing.BurstCycles,
            RefreshPj: scale * (idd5 - idd3n) * timing.Trfc,
            ActiveCyclePj: scale * idd3n,
            PrechargedCyclePj: scale * idd2n,
            InterfacePj: on ? (driver + phy) * 1e3 : 0,
            TerminationPj: on ? termination * 1e3 : 0);
    }

    private static int PowerOfTwo(ConfigObject keys, string key, int max)
    {
        int value = keys.Int(key, 1, max);
        return int.IsPow2(value) ? value : throw keys.Error(key, $"must be a power of two from 1 to {max}");
    }
}
