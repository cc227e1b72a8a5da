using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Parts;

/// <summary>Sizes of a configuration of DRAMsim3, in units of bursts.</summary>
internal sealed record Dramsim3Sizes(
    int Channels, int Ranks, int BankGroups, int BanksOfGroup, int Rows, int Bursts, int BurstBytes, int BurstCycles, int DevicesPerRank)
{
    private const int MaxMegabytes = 1 << 24;

    /// <summary>Computes them as that tool does, in whole megabytes.</summary>
    internal static Dramsim3Sizes Of(Dramsim3Values values, Dramsim3Names names, List<string> notes)
    {
        (int groups, int banks) = Banks(values, notes);
        int rows = values.PowerOfTwo("rows", 1 << 20);
        (int beats, int cycles) = Burst(values, names);
        int given = values.PowerOfTwo("columns", 1 << 16);
        int columns = given * (names.ColumnFactor ?? beats);
        if (columns % beats != 0 || columns / beats > 1024)
            throw values.Error("columns", $"a row has {(double)columns / beats} bursts; allowed: 1 to 1024");
        (int busWidth, int devices, int burstBytes) = Bus(values, beats);
        int ranks = CountRanks(values, (long)columns * busWidth / 8 * rows * groups * banks >> 20, notes);
        if (ranks * groups * banks > DramSpec.MaxBanksOfChannel)
        {
            throw values.Error(
                "channel_size",
                $"a channel of {ranks} ranks has {ranks * groups * banks} banks; allowed: at most {DramSpec.MaxBanksOfChannel} banks");
        }

        return new Dramsim3Sizes(
            values.PowerOfTwo("channels", 64), ranks, groups, banks, rows, columns / beats, burstBytes, cycles, devices);
    }

    private static (int Groups, int BanksOfGroup) Banks(Dramsim3Values values, List<string> notes)
    {
        int groups = values.PowerOfTwo("bankgroups", 16);
        int banks = values.PowerOfTwo("banks_per_group", DramSpec.MaxBanksOfChannel);
        if (values.Bool("bankgroup_enable") || groups == 1)
            return (groups, banks);
        notes.Add($"bankgroup_enable = false: one group of {groups * banks} banks, so only tCCD_S, tWTR_S and tRRD_S hold");
        return (1, groups * banks);
    }

    private static (int Beats, int Cycles) Burst(Dramsim3Values values, Dramsim3Names names)
    {
        int beats = values.PowerOfTwo("BL", 64);
        return beats % names.BeatsPerCycle == 0
            ? (beats, beats / names.BeatsPerCycle)
            : throw values.Error("BL", $"allowed: multiples of {names.BeatsPerCycle}, the beats of a clock cycle");
    }

    private static (int BusWidth, int Devices, int BurstBytes) Bus(Dramsim3Values values, int beats)
    {
        int width = values.PowerOfTwo("bus_width", 4096);
        int device = values.PowerOfTwo("device_width", 1024);
        int burstBytes = width * beats / 8;
        if (width < 8 || width / device > 64 || burstBytes > 1024)
            throw values.Error("bus_width", "allowed: 8 to 64 times device_width, with bursts of at most 1024 bytes");
        return width >= device
            ? (width, width / device, burstBytes)
            : throw values.Error("bus_width", $"allowed: at least device_width ({device})");
    }

    private static int CountRanks(Dramsim3Values values, long megabytesOfRank, List<string> notes)
    {
        int size = values.Whole("channel_size", 1, MaxMegabytes);
        if (megabytesOfRank is < 1 or > MaxMegabytes)
            throw values.Error("rows", $"a rank has {megabytesOfRank} MB; allowed: 1 to {MaxMegabytes}");
        if (megabytesOfRank > size)
        {
            notes.Add($"channel_size = {size}: below one rank, so a channel has {megabytesOfRank} MB, as DRAMsim3 takes it");
            return 1;
        }

        long ranks = size / megabytesOfRank;
        if (ranks is < 1 or > 16 || !long.IsPow2(ranks))
            throw values.Error("channel_size", $"is {ranks} ranks of {megabytesOfRank} MB; allowed: 1, 2, 4, 8 or 16 ranks");
        if (ranks * megabytesOfRank != size)
            notes.Add($"channel_size = {size}: no multiple of a rank, so a channel has {ranks * megabytesOfRank} MB, as DRAMsim3 takes it");
        return (int)ranks;
    }
}
