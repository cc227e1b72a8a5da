using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scratchpads;
using CycleSim.Arrays;
using CycleSim.Dram;

namespace CycleSim.Accelerator.Simulation;

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
    /// <summary>All of DRAM.</summary>
    public decimal DramPj =>
        DramActivatePj + DramReadPj + DramWritePj + DramRefreshPj + DramBackgroundPj + DramInterfacePj;

    /// <summary>Everything.</summary>
    public decimal TotalPj => DramPj + ScratchpadReadPj + ScratchpadWritePj + LeakagePj + ComputePj;

    /// <summary>Sum.</summary>
    public static EnergyBreakdown operator +(EnergyBreakdown a, EnergyBreakdown b) => new(
        a.DramActivatePj + b.DramActivatePj, a.DramReadPj + b.DramReadPj, a.DramWritePj + b.DramWritePj,
        a.DramRefreshPj + b.DramRefreshPj, a.DramBackgroundPj + b.DramBackgroundPj, a.DramInterfacePj + b.DramInterfacePj,
        a.ScratchpadReadPj + b.ScratchpadReadPj, a.ScratchpadWritePj + b.ScratchpadWritePj, a.LeakagePj + b.LeakagePj,
        a.ComputePj + b.ComputePj);
}

/// <summary>Turns counts into energy: unit energy times count, nothing else.</summary>
public sealed class EnergyMeter
{
    private readonly decimal _readPerByte;
    private readonly decimal _writePerByte;
    private readonly decimal _leakagePerCycle;
    private readonly decimal _mac;
    private readonly DramEnergy _dram;

    /// <summary>Makes a meter.</summary>
    /// <param name="machine">Clock, DRAM energies and energy per multiply-accumulate.</param>
    /// <param name="figures">Energies per access of the scratchpads.</param>
    /// <param name="leakageMw">Leakage of all on-chip memory, mW.</param>
    public EnergyMeter(MachineSpec machine, MemoryFigures figures, double leakageMw)
    {
        ArgumentNullException.ThrowIfNull(machine);
        _readPerByte = UnitEnergy.Of(figures.ReadEnergyPjPerBit * 8);
        _writePerByte = UnitEnergy.Of(figures.WriteEnergyPjPerBit * 8);
        _leakagePerCycle = UnitEnergy.Of(leakageMw * machine.ClockPeriodPs * 1e-3); // mW x ns = pJ
        _mac = UnitEnergy.Of(machine.MacEnergyPj);
        _dram = machine.Dram.Energy;
    }

    /// <summary>The energy of what happened.</summary>
    public EnergyBreakdown Measure(long cycles, long macs, ScratchpadTotals scratchpads, DramCounts dram)
    {
        ScratchpadCounts all = scratchpads.Activation + scratchpads.Weight + scratchpads.Error;
        var used = DramEnergyUse.Of(_dram, dram);
        return new EnergyBreakdown(
            used.ActivatePj,
            used.ReadPj,
            used.WritePj,
            used.RefreshPj,
            used.BackgroundPj,
            used.InterfacePj,
            all.ReadBytes * _readPerByte,
            all.WriteBytes * _writePerByte,
            cycles * _leakagePerCycle,
            macs * _mac);
    }
}
