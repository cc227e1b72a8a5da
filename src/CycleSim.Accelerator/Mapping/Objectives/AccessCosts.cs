using CycleSim.Accelerator.Machine;
using CycleSim.Arrays;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;

namespace CycleSim.Accelerator.Mapping.Objectives;

/// <summary>What estimates say of accesses: the memory at its peak bandwidth, rows always open.</summary>
internal sealed class AccessCosts
{
    private const double BitsPerByte = 8;
    private readonly double _lineCycles;
    private readonly double _dramLinePj;
    private readonly double _staticPjPerCycle;
    private readonly double _blockLines;

    /// <summary>Costs on a machine.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="metrics">One array of its scratchpads.</param>
    internal AccessCosts(MachineSpec machine, MemoryMetrics metrics)
    {
        DramUnitEnergies dram = machine.DramAsRun.Energy;
        double lineBytes = machine.Scratchpad.LineBytes;
        double periodNs = machine.ClockPeriodPs * 1e-3;
        _lineCycles = lineBytes / (machine.DramPeakGbPerS * periodNs);
        double burstPj = (dram.ReadPj + dram.WritePj) / 2 + dram.DriverAndPhyPj + dram.TerminationPj;
        _dramLinePj = burstPj * lineBytes / machine.Dram.BurstBytes;
        double leakageMw = metrics.LeakageMw * machine.MemoryArrayCount + (machine.Accumulators?.LeakageMw ?? 0);
        double corePerDram = (double)machine.Dram.ClockPeriodPs / machine.ClockPeriodPs;
        double background = dram.ActiveCyclePj * machine.Dram.Ranks * machine.Dram.Channels / corePerDram;
        _staticPjPerCycle = leakageMw * periodNs + background;
        MacPj = machine.MacEnergyPj;
        SumPj = machine.Accumulators is { } sums ? sums.ReadPj + sums.WritePj : 0;
        ReadPj = metrics.ReadEnergyPjPerBit * BitsPerByte * lineBytes;
        WritePj = metrics.WriteEnergyPjPerBit * BitsPerByte * lineBytes;
        _blockLines = machine.TransferBlockLines;
        Latency = machine.IdealDram?.LatencyCycles ?? FirstDataCycles(machine) * corePerDram;
    }

    /// <summary>A multiply-accumulate, pJ.</summary>
    internal double MacPj { get; }

    /// <summary>Adding to a sum in the accumulator buffer, pJ; 0 where there is none.</summary>
    internal double SumPj { get; }

    /// <summary>Reading a line of a scratchpad, pJ.</summary>
    internal double ReadPj { get; }

    /// <summary>Writing one, pJ.</summary>
    internal double WritePj { get; }

    /// <summary>Core cycles from the start of a transfer to its first data; of a DRAM part those of a closed row.</summary>
    internal double Latency { get; }

    /// <summary>DRAM cycles from the activation of a row to the end of its first burst.</summary>
    private static double FirstDataCycles(MachineSpec machine)
    {
        TimingTable timing = machine.Dram.Timing.Table(machine.DramRules, machine.Dram.BankGroups > 1);
        return timing.SameBankGap(DramCommandKind.Activate, DramCommandKind.Read) + timing.ReadLatencyCycles + timing.BurstCycles;
    }

    /// <summary>Cycles in which the memory moves some lines.</summary>
    internal double CyclesOf(double lines) => lines * _lineCycles;

    /// <summary>Energy of moving some lines, pJ.</summary>
    internal double DramPj(double lines) => lines * _dramLinePj;

    /// <summary>Leakage of all on-chip memory and background of the DRAM, pJ.</summary>
    internal double StaticPj(double cycles) => cycles * _staticPjPerCycle;

    /// <summary>Lines that move while nothing is computed, block by block.</summary>
    internal MappingCost OfTransfer(double lines)
    {
        double cycles = CyclesOf(lines) + Math.Ceiling(lines / _blockLines) * Latency;
        return new MappingCost(lines, 0, cycles, DramPj(lines) + lines * (ReadPj + WritePj) / 2 + StaticPj(cycles));
    }
}
