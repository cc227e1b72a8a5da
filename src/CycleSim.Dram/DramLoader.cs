using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;
using CycleSim.Platform;

namespace CycleSim.Dram;

/// <summary>Reads DRAM parts from models/dram/*.json.</summary>
public static class DramLoader
{
    /// <summary>Loads a part.</summary>
    /// <param name="nameOrPath">Name of a shipped part, or a file.</param>
    /// <exception cref="InputException">The file is missing or wrong; the message names file, line and key.</exception>
    public static DramSpec Load(string nameOrPath) => Read(ModelStore.Open(ModelKind.Dram, nameOrPath));

    /// <summary>Reads a part from a parsed file.</summary>
    /// <param name="root">The file's root.</param>
    /// <exception cref="InputException">A key is missing, unknown or out of range.</exception>
    public static DramSpec Read(ConfigObject root)
    {
        KeyValues keys = DramKeys.All.Read(root);
        long period = keys.Get(DramKeys.ClockPeriod);
        KeyValues organisation = keys.Get(DramKeys.Organisation);
        int ranks = organisation.Get(DramOrganisationKeys.Ranks);
        int queueDepth = keys.Get(DramKeys.QueueDepth);
        string mapping = keys.Get(DramKeys.AddressMapping);
        DramTiming timing = ReadTiming(keys.Get(DramKeys.Timing), ranks);
        DramEnergy energy = ReadEnergy(
            keys.Get(DramKeys.Power), keys.Get(DramKeys.Interface), timing, organisation.Get(DramOrganisationKeys.DevicesPerRank), period);
        if (AddressMapping.Problem(mapping) is { } problem)
            throw keys.Error(DramKeys.AddressMapping, problem);
        return new DramSpec(
            keys.Get(DramKeys.Name), period, ranks, organisation.Get(DramOrganisationKeys.Banks),
            organisation.Get(DramOrganisationKeys.Rows), organisation.Get(DramOrganisationKeys.Columns),
            organisation.Get(DramOrganisationKeys.BurstBytes), queueDepth,
            keys.GetOr(DramKeys.WriteBufferDepth, queueDepth), keys.Get(DramKeys.BankQueueDepth), mapping, keys.Get(DramKeys.PagePolicy),
            keys.Get(DramKeys.RowHitCap), keys.Get(DramKeys.Refresh), timing, energy);
    }

    private static DramTiming ReadTiming(KeyValues keys, int ranks)
    {
        var timing = new DramTiming(
            keys.Get(DramTimingKeys.Cl), keys.Get(DramTimingKeys.Cwl), keys.Get(DramTimingKeys.Burst), keys.Get(DramTimingKeys.Trcd),
            keys.Get(DramTimingKeys.Trp), keys.Get(DramTimingKeys.Tras), keys.Get(DramTimingKeys.Trrd), keys.Get(DramTimingKeys.Tfaw),
            keys.Get(DramTimingKeys.Tccd), keys.Get(DramTimingKeys.Twtr), keys.Get(DramTimingKeys.Trtp), keys.Get(DramTimingKeys.Twr),
            keys.Get(DramTimingKeys.Trtrs), keys.Get(DramTimingKeys.Trefi), keys.Get(DramTimingKeys.Trfc), keys.Get(DramTimingKeys.Al));
        InputException Error(DeclaredKey key, string problem) => keys.Error(key, problem);
        if (timing.Tccd < timing.BurstCycles)
            throw Error(DramTimingKeys.Tccd, $"must not be less than burst ({timing.BurstCycles}): bursts would overlap on the data bus");
        if (timing.ReadToWrite < timing.Tccd)
        {
            int max = timing.Cwl + timing.ReadToWrite - timing.Tccd;
            throw Error(DramTimingKeys.Cwl, $"must not be more than {max}: a write would follow a read sooner than tccd");
        }

        if (timing.Al >= timing.Trcd)
            throw Error(DramTimingKeys.Al, $"must be less than trcd ({timing.Trcd}): a column command cannot come before its activate");
        if (timing.Tras < timing.Trcd)
            throw Error(DramTimingKeys.Tras, $"must not be less than trcd ({timing.Trcd}): the row would close before its first access");
        if (timing.Tfaw < timing.Trrd)
            throw Error(DramTimingKeys.Tfaw, $"must not be less than trrd ({timing.Trrd}): it spans four activates");
        int close = timing.Trc + timing.WriteToPrecharge + timing.Trcd + 16;
        int refresh = Math.Max(2 * (timing.Trfc + close), ranks * close);
        if (timing.Trefi < refresh)
            throw Error(DramTimingKeys.Trefi, $"leaves no time between refreshes; with these timings it must be at least {refresh}");
        return timing;
    }

    /// <summary>
    /// Energies from data-sheet currents: activate VDD (IDD0 tRC - IDD3N tRAS - IDD2N tRP), read and write VDD (IDD4 - IDD3N) BL/2,
    /// refresh VDD (IDD5AB - IDD3N) tRFC, background VDD IDD3N or IDD2N a cycle; all times devices and tCK (mA V ns = pJ).
    /// </summary>
    private static DramEnergy ReadEnergy(KeyValues power, KeyValues @interface, DramTiming timing, int devices, long periodPs)
    {
        double scale = power.Get(DramPowerKeys.Vdd) * devices * periodPs * 1e-3;
        double idd2n = power.Get(DramPowerKeys.Idd2n);
        double idd3n = power.Get(DramPowerKeys.Idd3n);
        double Above(Key<double> key) => power.Within(key, idd3n, DramPowerKeys.MaxMa);
        double idd0 = Above(DramPowerKeys.Idd0);
        double idd4r = Above(DramPowerKeys.Idd4r);
        double idd4w = Above(DramPowerKeys.Idd4w);
        double idd5 = Above(DramPowerKeys.Idd5);
        bool on = @interface.Get(DramInterfaceKeys.Enabled);
        double driver = @interface.Get(DramInterfaceKeys.Driver);
        double phy = @interface.Get(DramInterfaceKeys.Phy);
        double termination = @interface.Get(DramInterfaceKeys.Termination);
        double activate = scale * (idd0 * timing.Trc - (idd3n * timing.Tras + idd2n * timing.Trp));
        if (activate < 0)
            throw power.Error(DramPowerKeys.Idd2n, "contradicts idd0_ma and idd3n_ma: an activate would cost less than standing by");
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
}
