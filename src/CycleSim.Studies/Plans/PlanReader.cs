using System.Collections.Immutable;
using CycleSim.Configuration;
using CycleSim.Studies.Arrays;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Plans;

/// <summary>Reads plans. A mistake is reported with file, line, key, value and what is allowed.</summary>
public static class PlanReader
{
    private const int MostPoints = 100_000;
    private const int MostAreas = 10_000;
    private const double MostMm2 = 1e6;

    private static readonly string[] Sizes = ["capacities", "capacity_range", "areas_mm2", "area_range_mm2"];

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
        string name = root.String("name");
        root.String("description", "");
        ImmutableArray<StudyNetwork> networks = Models(root, "networks", StudyNetwork.Load);
        ImmutableArray<int> batches = Batches(root);
        ImmutableArray<MachineVariant> machines = Machines(root);
        ImmutableArray<MemoryVariant> memories = Memories(root);
        (ImmutableArray<long> capacities, ImmutableArray<double> areas) = ReadSizes(root);
        root.RejectUnknownKeys();
        double points = (double)networks.Length * batches.Length * machines.Length * memories.Length * (capacities.Length + areas.Length);
        if (points > MostPoints)
            throw root.Error(FormattableString.Invariant($"is a grid of {points:0} points; allowed: at most {MostPoints}"));
        return new(name, networks, batches, machines, memories, capacities, areas);
    }

    private static ImmutableArray<T> Models<T>(ConfigObject root, string key, Func<string, T> load)
    {
        IReadOnlyList<string> names = root.Strings(key);
        return names.Count == 0 ? throw root.Error(key, "is empty") : [.. names.Select(name => Within(root, key, () => load(name)))];
    }

    private static T Within<T>(ConfigObject keys, string key, Func<T> read)
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

    private static ImmutableArray<int> Batches(ConfigObject root)
    {
        IReadOnlyList<double> batches = root.Numbers("batches", 1, TrainingStepLowering.MaxBatch);
        if (batches.Count == 0)
            throw root.Error("batches", "is empty");
        return batches.FirstOrDefault(batch => batch != Math.Floor(batch)) is > 0 and var wrong
            ? throw root.Error("batches", FormattableString.Invariant($"has {wrong}; allowed are whole numbers"))
            : [.. batches.Select(batch => (int)batch)];
    }

    private static ImmutableArray<MachineVariant> Machines(ConfigObject root)
    {
        ImmutableArray<MachineVariant> machines = root.Has("machines")
            ? Models(root, "machines", MachineVariant.Load)
            : [MachineVariant.Load("paper")];
        IReadOnlyList<ConfigObject> overrides = root.Objects("overrides", optional: true);
        return overrides.Count == 0 ? machines : [.. machines.SelectMany(machine => overrides.Select(machine.With))];
    }

    private static ImmutableArray<MemoryVariant> Memories(ConfigObject root)
    {
        ImmutableArray<MemoryVariant> memories = Models(root, "memories", MemoryVariant.Load);
        IReadOnlyList<ConfigObject> points = root.Objects("write_points", optional: true);
        if (points.Count == 0)
            return memories;
        if (!memories.Any(memory => memory.HasWritePoint))
            throw root.Error("write_points", "none of the memories is an STT-MRAM that describes its circuit");
        return [.. memories.SelectMany(memory => memory.HasWritePoint ? points.Select(point => WritePoint(memory, point)) : [memory])];
    }

    private static MemoryVariant WritePoint(MemoryVariant memory, ConfigObject keys)
    {
        string junction = keys.String("device", "P55");
        double rate = keys.Number("write_error_rate", 1e-18, 0.999);
        double pulse = keys.Number("pulse_ns", 0.01, 1000, 10);
        keys.RejectUnknownKeys();
        return Within(keys, "write_error_rate", () => memory.WithWritePoint(junction, rate, pulse));
    }

    private static (ImmutableArray<long> Capacities, ImmutableArray<double> Areas) ReadSizes(ConfigObject root) => root.OneOf(Sizes) switch
    {
        "capacities" => (Models(root, "capacities", ByteSize.Parse), []),
        "capacity_range" => (CapacityRange(root.Object("capacity_range")), []),
        "areas_mm2" when root.Numbers("areas_mm2", 1e-6, MostMm2) is { Count: > 0 } areas => ([], [.. areas]),
        "areas_mm2" => throw root.Error("areas_mm2", "is empty"),
        _ => ([], AreaRange(root.Object("area_range_mm2"))),
    };

    private static ImmutableArray<long> CapacityRange(ConfigObject keys)
    {
        long from = keys.Bytes("from");
        long to = keys.Bytes("to", from);
        int perOctave = keys.Int("per_octave", 1, 1000, 1);
        keys.RejectUnknownKeys();
        return Within(keys, "to", () => ArraySweep.Capacities(from, to, perOctave));
    }

    private static ImmutableArray<double> AreaRange(ConfigObject keys)
    {
        double from = keys.Number("from", 1e-6, MostMm2);
        double to = keys.Number("to", from, MostMm2);
        int points = keys.Int("points", 2, MostAreas);
        keys.RejectUnknownKeys();
        return AreaRange(from, to, points);
    }

    /// <summary>Areas in equal ratios.</summary>
    public static ImmutableArray<double> AreaRange(double from, double to, int points) =>
        [.. Enumerable.Range(0, points).Select(k => k == points - 1 ? to : from * Math.Pow(to / from, (double)k / (points - 1)))];
}
