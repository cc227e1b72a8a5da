using System.Collections.Concurrent;
using System.Collections.Immutable;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;
using CycleSim.Platform;

namespace CycleSim.Dram.Standards;

/// <summary>Reads DRAM standards from models/standards/*.json, each once. Safe for several threads.</summary>
public static class StandardLoader
{
    private static readonly string[] DerivedNames = ["rl", "wl", "ranks"];

    private static readonly ConcurrentDictionary<string, DramStandard> Shipped = new(StringComparer.OrdinalIgnoreCase);

    // By their text, so that two parts of one standard are parts of one object.
    private static readonly ConcurrentDictionary<string, DramStandard> Own = new(StringComparer.Ordinal);

    /// <summary>The names of the shipped standards.</summary>
    public static IReadOnlyList<string> Names => ModelStore.Names(ModelKind.Standards);

    /// <summary>Loads a standard.</summary>
    /// <param name="nameOrPath">Name of a shipped standard, or a file.</param>
    /// <exception cref="InputException">The file is missing or wrong; the message names file, line and key.</exception>
    public static DramStandard Load(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        return ModelStore.IsShipped(ModelKind.Standards, nameOrPath)
            ? Shipped.GetOrAdd(nameOrPath, name => Read(ModelStore.Open(ModelKind.Standards, name)))
            : OfText(ModelStore.ReadText(ModelKind.Standards, nameOrPath));
    }

    /// <summary>Reads a standard from the text of a file that is not shipped.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name that errors give it.</param>
    /// <exception cref="InputException">A key is missing, unknown or wrong.</exception>
    public static DramStandard OfText(string text, string source) => OfText((text, source));

    private static DramStandard OfText((string Text, string Source) file) =>
        Own.GetOrAdd(file.Text, _ => Read(ConfigDocument.Parse(file.Text, file.Source), file.Text));

    /// <summary>Reads a standard from a parsed file.</summary>
    /// <param name="root">The file's root.</param>
    /// <exception cref="InputException">A key is missing, unknown or wrong.</exception>
    public static DramStandard Read(ConfigObject root) => Read(root, null);

    private static DramStandard Read(ConfigObject root, string? ownText)
    {
        KeyValues keys = StandardKeys.All.Read(root);
        var standard = new DramStandard(keys.Get(StandardKeys.Name))
        {
            OwnText = ownText,
            Description = keys.Get(StandardKeys.Description),
            Parameters = [.. keys.List(StandardKeys.Parameters).Select(ReadParameter)],
            BurstCycles = keys.Get(StandardKeys.Burst),
            ReadLatency = keys.Get(StandardKeys.ReadLatency),
            WriteLatency = keys.Get(StandardKeys.WriteLatency),
            HasRowAndColumnBus = keys.Get(StandardKeys.SeparateBuses),
            Constraints = [.. keys.List(StandardKeys.Constraints).SelectMany(ReadConstraint)],
            Windows = [.. keys.List(StandardKeys.Windows).Select(ReadWindow)],
            Refresh = ReadRefresh(keys.Get(StandardKeys.Refresh)),
            Dramsim3 = keys.Find(StandardKeys.Dramsim3) is { } names ? ReadNames(names) : null,
        };
        CheckFormulas(keys, standard);
        return standard;
    }

    private static DramParameter ReadParameter(KeyValues keys) => new(
        keys.Get(ParameterKeys.Name), keys.Get(ParameterKeys.Meaning), keys.Get(ParameterKeys.Min), keys.Get(ParameterKeys.Max),
        keys.Has(ParameterKeys.Default) ? keys.Get(ParameterKeys.Default) : null,
        keys.Has(ParameterKeys.Dramsim3) ? keys.Get(ParameterKeys.Dramsim3) : null);

    private static IEnumerable<ConstraintRule> ReadConstraint(KeyValues keys)
    {
        string name = keys.Get(ConstraintKeys.Name);
        ConstraintScope scope = keys.Get(ConstraintKeys.Scope);
        TimingRules? rules = keys.Has(ConstraintKeys.Rules) ? keys.Get(ConstraintKeys.Rules) : null;
        DramCommandKind[] later = [.. Commands(keys, ConstraintKeys.To)];
        return Commands(keys, ConstraintKeys.From).SelectMany(
            from => later.Select(to => new ConstraintRule(name, from, to, scope, keys.Get(ConstraintKeys.Cycles), rules)));
    }

    private static IEnumerable<DramCommandKind> Commands(KeyValues keys, Key<ImmutableArray<string>> key) =>
        keys.Get(key).Select(name => DramCommandNames.TryParse(name, out DramCommandKind kind)
            ? kind
            : throw keys.Error(key, $"\"{name}\" is no command; allowed: {string.Join(", ", DramCommandNames.All)}"));

    private static WindowRule ReadWindow(KeyValues keys) => new(
        keys.Get(ActivateWindowKeys.Name), keys.Get(ActivateWindowKeys.Count), keys.Get(ActivateWindowKeys.Cycles),
        keys.Get(ActivateWindowKeys.CountsBankRefreshes));

    private static RefreshRule ReadRefresh(KeyValues keys) => new(
        keys.Get(RefreshKeys.Interval), keys.Get(RefreshKeys.Cycles),
        keys.Has(RefreshKeys.BankInterval) ? keys.Get(RefreshKeys.BankInterval) : null,
        keys.Has(RefreshKeys.BankCycles) ? keys.Get(RefreshKeys.BankCycles) : null,
        keys.Has(RefreshKeys.BankRules) ? keys.Get(RefreshKeys.BankRules) : null);

    private static Dramsim3Names ReadNames(KeyValues keys)
    {
        string factor = keys.Get(Dramsim3StandardKeys.ColumnFactor);
        int number = 0;
        if (factor != "bl" && (!int.TryParse(factor, out number) || number is < 1 or > 16))
            throw keys.Error(Dramsim3StandardKeys.ColumnFactor, "allowed: a whole number from 1 to 16, or bl");
        return new Dramsim3Names(
            keys.Get(Dramsim3StandardKeys.Protocols), keys.Get(Dramsim3StandardKeys.BeatsPerCycle), factor == "bl" ? null : number,
            keys.Has(Dramsim3StandardKeys.Burst) ? keys.Get(Dramsim3StandardKeys.Burst) : null,
            keys.Has(Dramsim3StandardKeys.Note) ? keys.Get(Dramsim3StandardKeys.Note) : null);
    }

    /// <summary>Each formula is evaluated once, so that a wrong one is found when the standard is read and not by a part.</summary>
    private static void CheckFormulas(KeyValues keys, DramStandard standard)
    {
        var values = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((DramParameter parameter, KeyValues own) in standard.Parameters.Zip(keys.List(StandardKeys.Parameters)))
        {
            if (DerivedNames.Contains(parameter.Name))
                throw own.Error(ParameterKeys.Name, "is the name of a latency that follows from others; allowed: another name");
            if (parameter.Default is { } formula)
                Check(own, ParameterKeys.Default, formula, values);
            if (!values.TryAdd(parameter.Name, 1))
                throw own.Error(ParameterKeys.Name, "is there twice; allowed: each name once");
        }

        var all = new Dictionary<string, int>(values, StringComparer.Ordinal) { ["ranks"] = 1 };
        foreach (KeyValues parameter in keys.List(StandardKeys.Parameters))
        {
            Check(parameter, ParameterKeys.Min, parameter.Get(ParameterKeys.Min), all);
            Check(parameter, ParameterKeys.Max, parameter.Get(ParameterKeys.Max), all);
        }

        Check(keys, StandardKeys.Burst, standard.BurstCycles, values);
        Check(keys, StandardKeys.ReadLatency, standard.ReadLatency, values);
        Check(keys, StandardKeys.WriteLatency, standard.WriteLatency, values);
        (values["burst"], values["rl"], values["wl"]) = (1, 1, 1);
        foreach (KeyValues constraint in keys.List(StandardKeys.Constraints))
            Check(constraint, ConstraintKeys.Cycles, constraint.Get(ConstraintKeys.Cycles), values);
        foreach (KeyValues window in keys.List(StandardKeys.Windows))
            Check(window, ActivateWindowKeys.Cycles, window.Get(ActivateWindowKeys.Cycles), values);
        KeyValues refresh = keys.Get(StandardKeys.Refresh);
        foreach (Key<string> key in new[] { RefreshKeys.Interval, RefreshKeys.Cycles, RefreshKeys.BankInterval, RefreshKeys.BankCycles })
            if (refresh.Has(key))
                Check(refresh, key, refresh.Get(key), values);
        if (keys.Find(StandardKeys.Dramsim3) is { } names && names.Has(Dramsim3StandardKeys.Burst))
            Check(names, Dramsim3StandardKeys.Burst, names.Get(Dramsim3StandardKeys.Burst), values);
    }

    private static void Check(KeyValues keys, Key<string> key, string formula, Dictionary<string, int> values)
    {
        try
        {
            CycleFormula.Evaluate(formula, values);
        }
        catch (Exception problem) when (problem is FormatException or OverflowException)
        {
            throw keys.Error(key, $"is no formula: {problem.Message}; allowed: {string.Join(", ", values.Keys)} and whole numbers");
        }
    }
}
