using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;
using CycleSim.Dram.Policies;
using CycleSim.Dram.Standards;
using CycleSim.Platform;

namespace CycleSim.Dram.Parts;

/// <summary>Reads DRAM parts from models/dram/*.json.</summary>
public static class DramLoader
{
    /// <summary>Loads a part.</summary>
    /// <param name="nameOrPath">
    /// Name of a shipped part, or a file; one that ends in .ini is a configuration of DRAMsim3 (<see cref="Dramsim3Config"/>), whose notes
    /// go to standard error.
    /// </param>
    /// <exception cref="InputException">The file is missing or wrong; the message names file, line and key.</exception>
    public static DramSpec Load(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        if (Dramsim3Config.IsPath(nameOrPath))
        {
            Dramsim3Part part = Dramsim3Config.Load(nameOrPath);
            foreach (string note in part.Notes)
                InputNotes.Say(note);
            return part.Spec;
        }

        string? folder = ModelStore.IsPath(nameOrPath) ? Path.GetDirectoryName(nameOrPath) : null;
        return Read(ModelStore.Open(ModelKind.Dram, nameOrPath), folder);
    }

    /// <summary>Whether a name is that of a file; the file need not exist.</summary>
    /// <param name="nameOrPath">A name or a path, as in <see cref="Load"/>.</param>
    public static bool IsPath(string nameOrPath) => ModelStore.IsPath(nameOrPath) || Dramsim3Config.IsPath(nameOrPath);

    /// <summary>Reads a part from a parsed file.</summary>
    /// <param name="root">The file's root.</param>
    /// <param name="folder">The folder that a standard's path is relative to; null for the present one.</param>
    /// <exception cref="InputException">A key is missing, unknown or out of range.</exception>
    public static DramSpec Read(ConfigObject root, string? folder = null)
    {
        KeyValues keys = DramKeys.All.Read(root);
        long period = keys.Get(DramKeys.ClockPeriod);
        KeyValues organisation = keys.Get(DramKeys.Organisation);
        int ranks = organisation.Get(DramOrganisationKeys.Ranks);
        DramStandard standard = StandardLoader.Load(StandardPath(keys.Get(DramKeys.Standard), folder));
        DramTiming timing = ReadTiming(keys.Get(DramKeys.Timing), standard, ranks);
        int groups = organisation.Get(DramOrganisationKeys.BankGroups);
        TimingTable table = timing.Table(TimingRules.Jedec, groups > 1);
        int queueDepth = keys.Get(DramKeys.QueueDepth);
        var spec = new DramSpec(
            keys.Get(DramKeys.Name), period, ranks, organisation.Get(DramOrganisationKeys.Banks),
            organisation.Get(DramOrganisationKeys.Rows), organisation.Get(DramOrganisationKeys.Columns),
            organisation.Get(DramOrganisationKeys.BurstBytes), queueDepth,
            keys.GetOr(DramKeys.WriteBufferDepth, queueDepth), keys.Get(DramKeys.BankQueueDepth), keys.Get(DramKeys.AddressMapping),
            keys.Get(DramKeys.PagePolicy), keys.Get(DramKeys.RowHitCap), keys.Get(DramKeys.Refresh), timing,
            ReadEnergy(keys, table, organisation.Get(DramOrganisationKeys.DevicesPerRank), period))
        {
            Channels = organisation.Get(DramOrganisationKeys.Channels),
            BankGroups = groups,
            Scheduler = keys.Get(DramKeys.Scheduler),
            RefreshPolicy = keys.Get(DramKeys.RefreshPolicy),
            HasDualCommand = standard.HasRowAndColumnBus && keys.Get(DramKeys.DualCommand),
            PowerDown = ReadPowerDown(keys),
        };
        CheckOrganisation(organisation, spec);
        if (spec.QueueProblem is { } queues)
            throw keys.Error(DramKeys.BankQueueDepth, $"makes {queues}");
        if (AddressMapping.Problem(spec) is { } problem)
            throw keys.Error(DramKeys.AddressMapping, problem);
        if (RefreshPolicies.All.Get(spec.RefreshPolicy).Problem(table) is { } refreshProblem)
            throw keys.Error(DramKeys.RefreshPolicy, refreshProblem);
        return spec;
    }

    private static string StandardPath(string nameOrPath, string? folder) =>
        folder is not null && ModelStore.IsPath(nameOrPath) ? Path.Combine(folder, nameOrPath) : nameOrPath;

    private static void CheckOrganisation(KeyValues organisation, DramSpec spec)
    {
        if (spec.Banks % spec.BankGroups != 0)
            throw organisation.Error(DramOrganisationKeys.BankGroups, $"allowed: at most banks ({spec.Banks})");
        if (spec.Ranks * spec.Banks > DramSpec.MaxBanksOfChannel)
        {
            throw organisation.Error(
                DramOrganisationKeys.Banks,
                $"a channel of {spec.Ranks} ranks has {spec.Ranks * spec.Banks} banks; allowed: at most {DramSpec.MaxBanksOfChannel}");
        }
    }

    private static DramTiming ReadTiming(NumberMap map, DramStandard standard, int ranks)
    {
        string[] known = [.. standard.Parameters.Select(parameter => parameter.Name)];
        foreach (string name in map.Values.Keys)
            if (!known.Contains(name))
                throw map.Unknown(name, known);
        foreach (DramParameter parameter in standard.Parameters)
            if (parameter.Default is null && !map.Values.ContainsKey(parameter.Name))
                throw map.Json.Error($"key \"{parameter.Name}\" is missing (standard {standard.Name})");
        var timing = new DramTiming(standard, map.Values);
        var names = new Dictionary<string, int>(timing.Values, StringComparer.Ordinal) { ["ranks"] = ranks };
        foreach (DramParameter parameter in standard.Parameters)
        {
            int min = CycleFormula.Evaluate(parameter.Min, names);
            int max = CycleFormula.Evaluate(parameter.Max, names);
            if (timing[parameter.Name] < min || timing[parameter.Name] > max)
            {
                string range = $"{Bound(parameter.Min, min)} to {Bound(parameter.Max, max)} cycles";
                throw map.Error(parameter.Name, $"is out of range; allowed: {range}. {parameter.Meaning}");
            }
        }

        return timing;
    }

    /// <summary>A bound, and where it comes from when it is no mere number.</summary>
    private static string Bound(string formula, int value) => int.TryParse(formula, out _) ? formula : $"{value} ({formula})";

    private static DramUnitEnergies ReadEnergy(KeyValues keys, TimingTable table, int devices, long periodPs)
    {
        KeyValues power = keys.Get(DramKeys.Power);
        double idd3n = power.Get(DramPowerKeys.Idd3n);
        double Above(Key<double> key) => power.Within(key, idd3n, DramPowerKeys.MaxMa);
        double? Optional(Key<double> key) => power.Has(key) ? power.Get(key) : null;
        var currents = new DramCurrents(
            power.Get(DramPowerKeys.Vdd), Above(DramPowerKeys.Idd0), power.Get(DramPowerKeys.Idd2n), idd3n, Above(DramPowerKeys.Idd4r),
            Above(DramPowerKeys.Idd4w), Above(DramPowerKeys.Idd5), power.Has(DramPowerKeys.Idd5b) ? Above(DramPowerKeys.Idd5b) : null,
            Optional(DramPowerKeys.Idd2p), Optional(DramPowerKeys.Idd3p), Optional(DramPowerKeys.Idd6));
        DramUnitEnergies energy = currents.EnergyOf(table, devices, periodPs);
        if (energy.ActivatePj < 0)
            throw power.Error(DramPowerKeys.Idd2n, "contradicts idd0_ma and idd3n_ma: an activate would cost less than standing by");
        KeyValues outside = keys.Get(DramKeys.Interface);
        bool on = outside.Get(DramInterfaceKeys.Enabled);
        double driver = outside.Get(DramInterfaceKeys.Driver);
        double phy = outside.Get(DramInterfaceKeys.Phy);
        double termination = outside.Get(DramInterfaceKeys.Termination);
        return energy with { DriverAndPhyPj = on ? (driver + phy) * 1e3 : 0, TerminationPj = on ? termination * 1e3 : 0 };
    }

    private static PowerDownSpec ReadPowerDown(KeyValues keys)
    {
        if (keys.Find(DramKeys.PowerDown) is not { } values)
            return PowerDownSpec.Off;
        KeyValues power = keys.Get(DramKeys.Power);
        int idle = values.Get(PowerDownKeys.Idle);
        int selfRefresh = values.Get(PowerDownKeys.SelfRefresh);
        if (idle > 0 && !(power.Has(DramPowerKeys.Idd2p) && power.Has(DramPowerKeys.Idd3p)))
            throw values.Error(PowerDownKeys.Idle, "needs the currents idd2p_ma and idd3p_ma");
        if (selfRefresh > 0 && !power.Has(DramPowerKeys.Idd6))
            throw values.Error(PowerDownKeys.SelfRefresh, "needs the current idd6_ma");
        return new PowerDownSpec(idle, selfRefresh);
    }
}
