namespace CycleSim.Accelerator.Mapping.Objectives;

/// <summary>What a choice of tiles costs.</summary>
/// <param name="DramLines">Lines that move to and from DRAM, counted.</param>
/// <param name="Tiles">Number of tiles.</param>
/// <param name="Cycles">Core cycles, estimated.</param>
/// <param name="EnergyPj">Energy, estimated, pJ.</param>
public readonly record struct MappingCost(double DramLines, double Tiles, double Cycles, double EnergyPj)
{
    /// <summary>Costs of one thing after another.</summary>
    public static MappingCost operator +(in MappingCost a, in MappingCost b) =>
        new(a.DramLines + b.DramLines, a.Tiles + b.Tiles, a.Cycles + b.Cycles, a.EnergyPj + b.EnergyPj);

    /// <summary>Cost of several things alike.</summary>
    /// <param name="count">How many.</param>
    public MappingCost Times(long count) => new(DramLines * count, Tiles * count, Cycles * count, EnergyPj * count);
}
