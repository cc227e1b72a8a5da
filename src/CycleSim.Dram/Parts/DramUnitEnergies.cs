namespace CycleSim.Dram.Parts;

/// <summary>
/// Energies of one rank, computed from the data-sheet currents, I x V x cycles x devices x tCK (mA x V x ns = pJ); those of the interface
/// are given.
/// </summary>
/// <param name="ActivatePj">One activate with its precharge, pJ.</param>
/// <param name="ReadPj">One read burst in the devices, pJ.</param>
/// <param name="WritePj">One write burst in the devices, pJ.</param>
/// <param name="RefreshPj">One refresh, pJ.</param>
/// <param name="ActiveCyclePj">Background of a clock cycle of an awake rank with a row open, pJ.</param>
/// <param name="PrechargedCyclePj">Background of a clock cycle of an awake rank with all banks closed, pJ.</param>
/// <param name="DriverAndPhyPj">Drivers and PHY of one burst, pJ; 0 when off.</param>
/// <param name="TerminationPj">Termination of one burst, pJ; 0 when off.</param>
public sealed record DramUnitEnergies(
    double ActivatePj, double ReadPj, double WritePj, double RefreshPj, double ActiveCyclePj, double PrechargedCyclePj,
    double DriverAndPhyPj, double TerminationPj)
{
    /// <summary>One refresh of a bank, pJ; null when its current is unknown.</summary>
    public double? BankRefreshPj { get; init; }

    /// <summary>Background of a clock cycle in power-down with all banks closed, pJ; null when its current is unknown.</summary>
    public double? PrechargedPowerDownCyclePj { get; init; }

    /// <summary>Background of a clock cycle in power-down with a row open, pJ; null when its current is unknown.</summary>
    public double? ActivePowerDownCyclePj { get; init; }

    /// <summary>Background of a clock cycle in self-refresh, pJ; null when its current is unknown.</summary>
    public double? SelfRefreshCyclePj { get; init; }
}
