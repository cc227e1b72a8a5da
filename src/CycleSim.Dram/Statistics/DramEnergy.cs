using CycleSim.Dram.Parts;

namespace CycleSim.Dram.Statistics;

/// <summary>The energy of what a DRAM did, pJ: unit energy times count, the same for every command that reports it.</summary>
/// <param name="ActivatePj">Row activates with their precharges.</param>
/// <param name="ReadPj">Read bursts in the devices.</param>
/// <param name="WritePj">Write bursts in the devices.</param>
/// <param name="RefreshPj">Refreshes of ranks.</param>
/// <param name="ActiveStandbyPj">Standby with a row open.</param>
/// <param name="PrechargedStandbyPj">Standby with all banks closed.</param>
/// <param name="InterfacePj">Drivers, PHY and termination of all bursts; 0 where the part switches them off.</param>
public readonly record struct DramEnergy(
    decimal ActivatePj, decimal ReadPj, decimal WritePj, decimal RefreshPj, decimal ActiveStandbyPj, decimal PrechargedStandbyPj,
    decimal InterfacePj)
{
    /// <summary>Refreshes of single banks.</summary>
    public decimal BankRefreshPj { get; init; }

    /// <summary>Power-down and self-refresh.</summary>
    public decimal PowerDownPj { get; init; }

    /// <summary>Standby, power-down and self-refresh.</summary>
    public decimal BackgroundPj => ActiveStandbyPj + PrechargedStandbyPj + PowerDownPj;

    /// <summary>Refreshes of ranks and of banks.</summary>
    public decimal AllRefreshPj => RefreshPj + BankRefreshPj;

    /// <summary>The devices alone: what DRAMsim3 counts.</summary>
    public decimal DevicesPj => ActivatePj + ReadPj + WritePj + AllRefreshPj + BackgroundPj;

    /// <summary>Devices and interface.</summary>
    public decimal TotalPj => DevicesPj + InterfacePj;

    /// <summary>The energy of what was counted.</summary>
    /// <param name="unit">Unit energies of the part.</param>
    /// <param name="counts">What it did.</param>
    public static DramEnergy Of(DramUnitEnergies unit, in DramCounts counts)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return new DramEnergy(
            counts.Activates * ExactPj.Of(unit.ActivatePj),
            counts.ReadBursts * ExactPj.Of(unit.ReadPj),
            counts.WriteBursts * ExactPj.Of(unit.WritePj),
            counts.Refreshes * ExactPj.Of(unit.RefreshPj),
            counts.ActiveCycles * ExactPj.Of(unit.ActiveCyclePj),
            counts.PrechargedCycles * ExactPj.Of(unit.PrechargedCyclePj),
            counts.Bursts * ExactPj.Of(unit.DriverAndPhyPj + unit.TerminationPj))
        {
            BankRefreshPj = Optional(counts.BankRefreshes, unit.BankRefreshPj),
            PowerDownPj = Optional(counts.ActivePowerDownCycles, unit.ActivePowerDownCyclePj)
                + Optional(counts.PrechargedPowerDownCycles, unit.PrechargedPowerDownCyclePj)
                + Optional(counts.SelfRefreshCycles, unit.SelfRefreshCyclePj),
        };
    }

    /// <summary>A part without the current does none of these: its loader sees to that.</summary>
    private static decimal Optional(long count, double? unitPj) => count == 0 ? 0 : count * ExactPj.Of(unitPj ?? 0);
}
