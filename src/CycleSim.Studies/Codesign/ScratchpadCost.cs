namespace CycleSim.Studies.Codesign;

/// <summary>What a scratchpad costs in a training step.</summary>
/// <param name="EnergyJ">Energy of its accesses and its leakage, and what the time that it adds to the step costs in leakage, in J.</param>
/// <param name="TimeS">A third of the baseline's step, and the time that the scratchpad adds to it or saves, in s.</param>
/// <param name="AreaMm2">Its area in mm².</param>
public readonly record struct ScratchpadCost(double EnergyJ, double TimeS, double AreaMm2)
{
    /// <summary>Sum of two scratchpads.</summary>
    public static ScratchpadCost operator +(ScratchpadCost a, ScratchpadCost b) =>
        new(a.EnergyJ + b.EnergyJ, a.TimeS + b.TimeS, a.AreaMm2 + b.AreaMm2);

    /// <summary>What an objective compares: itself first; where it is equal, energy, then area.</summary>
    /// <param name="objective">The objective.</param>
    public (double First, double Second, double Third) By(CodesignObjective objective) => objective switch
    {
        CodesignObjective.Time => (TimeS, EnergyJ, AreaMm2),
        CodesignObjective.Area => (AreaMm2, EnergyJ, TimeS),
        _ => (EnergyJ, AreaMm2, TimeS),
    };
}
