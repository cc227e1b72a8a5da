using CycleSim.Dram.Standards;
using CycleSim.Platform;

namespace CycleSim.Dram.Parts;

/// <summary>
/// Reads configurations of DRAMsim3 (.ini) as they are: missing keys have that tool's defaults, and no value is checked against the
/// standard. What that tool does not read, and what it does that a reader of the file might not expect, is said in notes.
/// </summary>
public static class Dramsim3Config
{
    private const string Extension = ".ini";

    /// <summary>Whether a path is that of such a file: it ends in .ini.</summary>
    /// <param name="path">A path or a name.</param>
    public static bool IsPath(string path) => path?.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">
    /// It cannot be read, a key is unknown, or a value asks for what is not modelled; the message names file, line, key and what is
    /// allowed.
    /// </exception>
    public static Dramsim3Part Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(IniFile.Read(path));
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="source">The file's name.</param>
    /// <exception cref="InputException">As <see cref="Load"/>.</exception>
    public static Dramsim3Part Parse(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(IniFile.Parse(text, source));
    }

    private static Dramsim3Part Read(IniFile file)
    {
        var values = new Dramsim3Values(file);
        List<string> notes = [];
        DramStandard standard = ReadStandard(values, notes);
        CheckModelled(values);
        var sizes = Dramsim3Sizes.Of(values, standard.Dramsim3!, notes);
        var timing = new DramTiming(standard, ReadTiming(values, standard, sizes));
        long period = ReadPeriod(values);
        DramCurrents currents = ReadCurrents(values);
        TimingTable table = timing.Table(TimingRules.Jedec, sizes.BankGroups > 1);
        int depth = values.Whole("trans_queue_size", 1, DramSpec.MaxQueueDepth);
        var spec = new DramSpec(
            Path.GetFileNameWithoutExtension(file.Source), period, sizes.Ranks, sizes.BankGroups * sizes.BanksOfGroup, sizes.Rows,
            sizes.Bursts, sizes.BurstBytes, depth, depth, values.Whole("cmd_queue_size", 1, DramSpec.MaxQueueDepth), ReadMapping(values),
            "open", 4, Refresh: true, timing, currents.EnergyOf(table, sizes.DevicesPerRank, period))
        {
            Channels = sizes.Channels,
            BankGroups = sizes.BankGroups,
            RefreshPolicy = ReadRefreshPolicy(values, sizes.Ranks, notes),
            HasDualCommand = standard.HasRowAndColumnBus && values.Bool("hbm_dual_cmd"),
        };
        if (spec.QueueProblem is { } queues)
            throw values.Error("cmd_queue_size", $"makes {queues}");
        if (AddressMapping.Problem(spec) is { } problem)
            throw values.Error("address_mapping", problem);
        notes.AddRange(values.Unread());
        if (values.Missing.Count > 0)
            notes.Add($"{file.Source}: not given, so DRAMsim3's defaults hold: {string.Join(", ", values.Missing)}");
        return new Dramsim3Part(spec, currents, sizes.DevicesPerRank, notes);
    }

    private static DramStandard ReadStandard(Dramsim3Values values, List<string> notes)
    {
        string protocol = values.Text("protocol");
        DramStandard[] all = [.. StandardLoader.Names.Select(StandardLoader.Load).Where(standard => standard.Dramsim3 is not null)];
        DramStandard found = all.FirstOrDefault(standard => standard.Dramsim3!.Protocols.Contains(protocol))
            ?? throw values.Error(
                "protocol", $"allowed: {string.Join(", ", all.SelectMany(standard => standard.Dramsim3!.Protocols).Order())}");
        if (found.Dramsim3!.Note is { } note)
            notes.Add($"protocol = {protocol}: {note}");
        return found;
    }

    private static void CheckModelled(Dramsim3Values values)
    {
        values.Only("queue_structure", "PER_BANK", "queues of ranks are not modelled");
        values.Only("row_buf_policy", "OPEN_PAGE", "that tool's closed pages are not modelled; give page_policy in a part file");
        values.Only("unified_queue", "false", "one queue for reads and writes is not modelled");
        values.Only("enable_self_refresh", "false", "that tool's self-refresh is not modelled; give power_down in a part file");
        values.Only("aggressive_precharging_enabled", "false", "it is not modelled");
        values.Only("mega_tick", "1", "it is not modelled");
    }

    private static Dictionary<string, int> ReadTiming(Dramsim3Values values, DramStandard standard, Dramsim3Sizes sizes)
    {
        var timing = new Dictionary<string, int>(StringComparer.Ordinal) { ["burst"] = sizes.BurstCycles };
        foreach (DramParameter parameter in standard.Parameters)
            if (parameter.Dramsim3Key is { } key)
                timing[parameter.Name] = values.Whole(key, key is "tREFI" or "tREFIb" ? 16 : 0, ParameterKeys.MaxCycles);
        if (sizes.BankGroups > 1)
            CheckGroups(values, standard);
        return timing;
    }

    /// <summary>A standard without bank groups has one value where that tool has two.</summary>
    private static void CheckGroups(Dramsim3Values values, DramStandard standard)
    {
        foreach (string key in new[] { "tCCD", "tWTR", "tRRD" })
        {
            if (standard.Parameters.Any(parameter => parameter.Dramsim3Key == $"{key}_L"))
                continue;
            int other = values.Whole($"{key}_S", 0, ParameterKeys.MaxCycles);
            if (values.Whole($"{key}_L", 0, ParameterKeys.MaxCycles) != other)
            {
                throw values.Error(
                    $"{key}_L", $"standard {standard.Name} has no bank groups; allowed: {key}_S = {other}, or bankgroups = 1");
            }
        }
    }

    private static long ReadPeriod(Dramsim3Values values)
    {
        double ps = Math.Round(values.Real("tCK", 0.1, 100) * 1000, 6); // the product of a decimal fraction is rarely whole
        return ps == Math.Truncate(ps)
            ? (long)ps
            : throw values.Error("tCK", $"is {ps} ps; allowed: nanoseconds with at most three digits behind the point");
    }

    private static DramCurrents ReadCurrents(Dramsim3Values values)
    {
        double Current(string key) => values.Real(key, 0, 10_000);
        return new DramCurrents(
            values.Real("VDD", 0.1, 5), Current("IDD0"), Current("IDD2N"), Current("IDD3N"), Current("IDD4R"), Current("IDD4W"),
            Current("IDD5AB"), Current("IDD5PB"), Current("IDD2P"), Current("IDD3P"), Current("IDD6x"));
    }

    private static string ReadMapping(Dramsim3Values values)
    {
        string mapping = values.Text("address_mapping");
        string[] fields = [.. mapping.Chunk(2).Select(pair => new string(pair)).Order(StringComparer.Ordinal)];
        return fields.SequenceEqual(["ba", "bg", "ch", "co", "ra", "ro"])
            ? mapping
            : throw values.Error("address_mapping", "allowed: ch, ra, bg, ba, ro and co, each once, from the highest bit to the lowest");
    }

    private static string ReadRefreshPolicy(Dramsim3Values values, int ranks, List<string> notes)
    {
        string policy = values.Word("refresh_policy", "RANK_LEVEL_STAGGERED", "RANK_LEVEL_SIMULTANEOUS", "BANK_LEVEL_STAGGERED");
        if (policy == "RANK_LEVEL_SIMULTANEOUS" && ranks > 1)
            notes.Add($"refresh_policy = {policy}: DRAMsim3 refreshes rank 0 alone, and so does policy dramsim3");
        if (policy == "BANK_LEVEL_STAGGERED")
            notes.Add($"refresh_policy = {policy}: refreshes of DRAMsim3 fall behind without end, and so do those of policy dramsim3");
        return policy switch
        {
            "RANK_LEVEL_STAGGERED" => "all_bank",
            "RANK_LEVEL_SIMULTANEOUS" => "all_bank_simultaneous",
            _ => "per_bank",
        };
    }
}
