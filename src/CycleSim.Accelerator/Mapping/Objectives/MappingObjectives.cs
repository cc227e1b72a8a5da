using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Mapping.Objectives;

/// <summary>The objectives that a machine's file can name ("mapping").</summary>
public static class MappingObjectives
{
    /// <summary>All objectives; the first is that of a machine that names none.</summary>
    public static ChoiceTable<IMappingObjective> All { get; } =
        new("mapping objective", new MinBytes(), new MinTime(), new MinEnergy(), new MinProduct());
}
