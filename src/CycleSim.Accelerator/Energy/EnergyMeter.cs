using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;
using CycleSim.Arrays;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Statistics;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Energy;

/// <summary>Turns counts into energy: unit energy times count, nothing else.</summary>
internal sealed class EnergyMeter
{
    private readonly decimal[] _readPerByte;
    private readonly decimal[] _writePerByte;
    private readonly decimal _leakagePerCycle;
    private readonly decimal _mac;
    private readonly decimal _accumulatorRead;
    private readonly decimal _accumulatorWrite;
    private readonly decimal _accumulatorLeakage;
    private readonly DramUnitEnergies _dram;

    /// <summary>Makes a meter.</summary>
    /// <param name="machine">Clock, DRAM energies and energy per multiply-accumulate.</param>
    /// <param name="metrics">Energies per access of the scratchpads.</param>
    /// <param name="leakageMw">Leakage of all on-chip memory, mW.</param>
    public EnergyMeter(MachineSpec machine, MemoryMetrics metrics, double leakageMw)
        : this(machine, _ => metrics, leakageMw)
    {
    }

    /// <summary>Makes a meter of scratchpads that differ.</summary>
    /// <param name="machine">Clock, DRAM energies and energy per multiply-accumulate.</param>
    /// <param name="metrics">Energies per access of each scratchpad.</param>
    /// <param name="leakageMw">Leakage of all on-chip memory, mW.</param>
    public EnergyMeter(MachineSpec machine, Func<TensorRole, MemoryMetrics> metrics, double leakageMw)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(metrics);
        _readPerByte = [.. TensorRoles.All.Select(role => ExactPj.Of(metrics(role).ReadEnergyPjPerBit * 8))];
        _writePerByte = [.. TensorRoles.All.Select(role => ExactPj.Of(metrics(role).WriteEnergyPjPerBit * 8))];
        _leakagePerCycle = PerCycle(leakageMw);
        _accumulatorLeakage = PerCycle(machine.Accumulators?.LeakageMw ?? 0);
        _mac = ExactPj.Of(machine.MacEnergyPj);
        _accumulatorRead = ExactPj.Of(machine.Accumulators?.ReadPj ?? 0);
        _accumulatorWrite = ExactPj.Of(machine.Accumulators?.WritePj ?? 0);
        _dram = machine.DramAsRun.Energy;

        decimal PerCycle(double mw) => ExactPj.Of(mw * machine.ClockPeriodPs * 1e-3); // mW x ns = pJ
    }

    /// <summary>The energy of what happened.</summary>
    public EnergyBreakdown Measure(
        long cycles, long macs, ScratchpadTotals scratchpads, DramCounts dram, AccumulatorCounts accumulators = default)
    {
        decimal read = 0;
        decimal written = 0;
        foreach (TensorRole role in TensorRoles.All)
        {
            ScratchpadCounts counts = scratchpads.Of(role);
            read += (counts.ReadBytes + counts.VerifyReadBytes) * _readPerByte[(int)role];
            written += (counts.WriteBytes + counts.RepeatedWriteBytes) * _writePerByte[(int)role];
        }

        var used = DramEnergy.Of(_dram, dram);
        return new EnergyBreakdown(
            used.ActivatePj,
            used.ReadPj,
            used.WritePj,
            used.AllRefreshPj,
            used.BackgroundPj,
            used.InterfacePj,
            read,
            written,
            cycles * _leakagePerCycle,
            macs * _mac)
        {
            AccumulatorPj = accumulators.Reads * _accumulatorRead + accumulators.Writes * _accumulatorWrite + cycles * _accumulatorLeakage,
        };
    }
}
