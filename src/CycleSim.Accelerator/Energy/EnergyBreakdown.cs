namespace CycleSim.Accelerator.Energy;

/// <summary>
/// Energy by component, pJ. Decimal numbers with a fixed number of digits: adding them is exact, in any order, so that the sum over
/// layers, passes or components is the same number.
/// </summary>
/// <param name="DramActivatePj">Row activates and precharges.</param>
/// <param name="DramReadPj">Read bursts.</param>
/// <param name="DramWritePj">Write bursts.</param>
/// <param name="DramRefreshPj">Refreshes.</param>
/// <param name="DramBackgroundPj">DRAM standby.</param>
/// <param name="DramInterfacePj">Drivers, PHY and termination.</param>
/// <param name="ScratchpadReadPj">Scratchpad reads.</param>
/// <param name="ScratchpadWritePj">Scratchpad writes.</param>
/// <param name="LeakagePj">Leakage of the on-chip memory over the run time.</param>
/// <param name="ComputePj">Multiply-accumulates.</param>
public readonly record struct EnergyBreakdown(
    decimal DramActivatePj, decimal DramReadPj, decimal DramWritePj, decimal DramRefreshPj, decimal DramBackgroundPj,
    decimal DramInterfacePj, decimal ScratchpadReadPj, decimal ScratchpadWritePj, decimal LeakagePj, decimal ComputePj)
{
    /// <summary>The accumulator buffer: sums written and read, and its leakage over the run time.</summary>
    public decimal AccumulatorPj { get; init; }

    /// <summary>All of DRAM.</summary>
    public decimal DramPj =>
        DramActivatePj + DramReadPj + DramWritePj + DramRefreshPj + DramBackgroundPj + DramInterfacePj;

    /// <summary>Everything.</summary>
    public decimal TotalPj => DramPj + ScratchpadReadPj + ScratchpadWritePj + LeakagePj + ComputePj + AccumulatorPj;

    /// <summary>Sum.</summary>
    public static EnergyBreakdown operator +(EnergyBreakdown a, EnergyBreakdown b) => new(
        a.DramActivatePj + b.DramActivatePj, a.DramReadPj + b.DramReadPj, a.DramWritePj + b.DramWritePj,
        a.DramRefreshPj + b.DramRefreshPj, a.DramBackgroundPj + b.DramBackgroundPj, a.DramInterfacePj + b.DramInterfacePj,
        a.ScratchpadReadPj + b.ScratchpadReadPj, a.ScratchpadWritePj + b.ScratchpadWritePj, a.LeakagePj + b.LeakagePj,
        a.ComputePj + b.ComputePj)
    {
        AccumulatorPj = a.AccumulatorPj + b.AccumulatorPj,
    };
}
