using System.Collections.Immutable;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;
using CycleSim.Platform;
using CycleSim.Studies.Arrays;

namespace CycleSim.Studies.Plans;

/// <summary>Reads plans. A mistake is reported with file, line, key, value and what is allowed.</summary>
public static class PlanLoader
{
    private const int MaxPoints = 100_000;

    /// <summary>Loads a plan.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is missing or wrong.</exception>
    public static StudyPlan Load(string path) => Read(ConfigDocument.Parse(ModelStore.ReadFileText(path), path));

    /// <summary>Reads a plan.</summary>
    /// <param name="root">The root of its file.</param>
    /// <exception cref="InputException">The plan is wrong.</exception>
    public static StudyPlan Read(ConfigObject root)
    {
        ArgumentNullException.ThrowIfNull(root);
        KeyValues keys = PlanKeys.All.Read(root);
        string name = keys.Get(PlanKeys.Name);
        ImmutableArray<StudyNetwork> networks = Models(keys, PlanKeys.Networks, StudyNetwork.Load);
        ImmutableArray<int> batches = keys.Get(PlanKeys.Batches);
        ImmutableArray<MachineVariant> machines = Machines(keys);
        ImmutableArray<MemoryVariant> memories = Memories(keys);
        (ImmutableArray<long> capacities, ImmutableArray<double> areas) = ReadSizes(keys);
        double points = (double)networks.Length * batches.Length * machines.Length * memories.Length * (capacities.Length + areas.Length);
        if (points > MaxPoints)
            throw root.Error(FormattableString.Invariant($"is a grid of {points:0} points; allowed: at most {MaxPoints}"));
        return new(name, networks, batches, machines, memories, capacities, areas);
    }

    private static ImmutableArray<T> Models<T>(KeyValues keys, Key<ImmutableArray<string>> key, Func<string, T> load) =>
        [.. keys.Get(key).Select(name => Located(keys, key, () => load(name)))];

    private static T Located<T>(KeyValues keys, DeclaredKey key, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InputException problem)
        {
            throw keys.Error(key, problem.Message);
        }
    }

    private static ImmutableArray<MachineVariant> Machines(KeyValues keys)
    {
        ImmutableArray<MachineVariant> machines = keys.Has(PlanKeys.Machines)
            ? [.. keys.Get(PlanKeys.Machines).SelectMany(name => Located(keys, PlanKeys.Machines, () => Machines(keys, name)))]
            : Machines(keys, "paper");
        ImmutableArray<KeyValues> overrides = keys.List(PlanKeys.Overrides);
        if (overrides.IsEmpty)
            return machines;
        InputNotes.Say(keys.Error(
            PlanKeys.Overrides,
            "is now \"changes\" in \"axes\", with the keys of a machine's file; a later version will no longer read the old form").Message);
        return [.. machines.SelectMany(machine => overrides.Select(machine.With))];
    }

    private static ImmutableArray<MachineVariant> Machines(KeyValues keys, string name) => keys.Has(PlanKeys.Axes)
        ? MachineAxes.Of(keys.Get(PlanKeys.Axes)).Of(name)
        : [MachineVariant.Load(name)];

    private static ImmutableArray<MemoryVariant> Memories(KeyValues keys)
    {
        ImmutableArray<MemoryVariant> memories = Models(keys, PlanKeys.Memories, MemoryVariant.Load);
        ImmutableArray<KeyValues> points = keys.List(PlanKeys.WritePoints);
        if (points.IsEmpty)
            return memories;
        if (!memories.Any(memory => memory.HasWritePoint))
            throw keys.Error(PlanKeys.WritePoints, "none of the memories is an STT-MRAM that describes its circuit");
        return [.. memories.SelectMany(memory => memory.HasWritePoint ? points.Select(point => WritePoint(memory, point)) : [memory])];
    }

    private static MemoryVariant WritePoint(MemoryVariant memory, KeyValues keys) => Located(
        keys,
        PlanWritePointKeys.Rate,
        () => memory.WithWritePoint(
            keys.Get(PlanWritePointKeys.Device), keys.Get(PlanWritePointKeys.Rate), keys.Get(PlanWritePointKeys.Pulse)));

    private static (ImmutableArray<long> Capacities, ImmutableArray<double> Areas) ReadSizes(KeyValues keys)
    {
        DeclaredKey given = keys.OneOf(PlanKeys.Sizes);
        if (given == PlanKeys.Capacities)
            return (keys.Get(PlanKeys.Capacities), []);
        if (given == PlanKeys.CapacityRange)
            return (CapacityRange(keys.Get(PlanKeys.CapacityRange)), []);
        return ([], given == PlanKeys.Areas ? keys.Get(PlanKeys.Areas) : AreaRange(keys.Get(PlanKeys.AreaRange)));
    }

    private static ImmutableArray<long> CapacityRange(KeyValues keys)
    {
        long from = keys.Get(CapacityRangeKeys.From);
        long to = keys.Within(CapacityRangeKeys.To, from);
        return Located(keys, CapacityRangeKeys.To, () => ArraySweep.Capacities(from, to, keys.Get(CapacityRangeKeys.PerOctave)));
    }

    private static ImmutableArray<double> AreaRange(KeyValues keys)
    {
        double from = keys.Get(AreaRangeKeys.From);
        return AreaRange(from, keys.Within(AreaRangeKeys.To, from), keys.Get(AreaRangeKeys.Points));
    }

    /// <summary>Areas in equal ratios.</summary>
    public static ImmutableArray<double> AreaRange(double from, double to, int points) =>
        [.. Enumerable.Range(0, points).Select(k => k == points - 1 ? to : from * Math.Pow(to / from, (double)k / (points - 1)))];
}
