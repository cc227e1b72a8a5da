using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays;
using CycleSim.Studies.Plans;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Codesign;

/// <summary>
/// What one scratchpad costs in a step whose other scratchpads are the baseline's. Each counts a third of the arrays' leakage and area, as
/// in the machine; a step that takes longer leaks longer, at the baseline's power.
/// </summary>
/// <param name="steps">The step.</param>
/// <param name="writesOnly">Whether energy is that of writes alone.</param>
public sealed class CostModel(MachineSteps steps, bool writesOnly)
{
    private const double BitsPerByte = 8;
    private const double Pico = 1e-12;
    private const double Milli = 1e-3;

    private double ShareOfArrays => (double)steps.Point.MemoryArrayCount / TensorRoles.Count;

    /// <summary>The cost of a scratchpad.</summary>
    /// <param name="role">Which.</param>
    /// <param name="memory">Its memory.</param>
    /// <param name="meanAttempts">Mean attempts at the write of a line; each is verified by a read if more than one is allowed.</param>
    public ScratchpadCost Of(TensorRole role, ScratchpadMemory memory, double meanAttempts)
    {
        ArgumentNullException.ThrowIfNull(memory);
        MemoryMetrics metrics = memory.Metrics;
        bool isVerified = memory.MaxAttempts > 1;
        ScratchpadBytes bytes = steps.Baseline.Bytes[(int)role];
        double writePj = meanAttempts * (metrics.WriteEnergyPjPerBit + (isVerified ? metrics.ReadEnergyPjPerBit : 0));
        double writesJ = BitsPerByte * bytes.Written * writePj * Pico;
        double readsJ = BitsPerByte * bytes.Read * metrics.ReadEnergyPjPerBit * Pico;
        double addedS = steps.TimeS(role, metrics.ReadLatencyNs, WriteNs(metrics, isVerified, meanAttempts)) - steps.Baseline.TimeS;
        double baselineMw = steps.BaselineMemory.Metrics.LeakageMw * steps.Point.MemoryArrayCount;
        double leakageJ = (metrics.LeakageMw * ShareOfArrays * steps.Baseline.TimeS + baselineMw * addedS) * Milli;
        return new(
            writesOnly ? writesJ : writesJ + readsJ + leakageJ, steps.Baseline.TimeS / TensorRoles.Count + addedS,
            metrics.AreaMm2 * ShareOfArrays);
    }

    /// <summary>Mean time of a write in ns; the machine takes whole cycles for each attempt and each read that verifies it.</summary>
    private double WriteNs(MemoryMetrics metrics, bool isVerified, double meanAttempts)
    {
        MachineSpec machine = steps.Point.Machine.Spec;
        double attemptCycles = machine.CyclesOf(metrics.WriteLatencyNs) + machine.CyclesOf(metrics.ReadLatencyNs);
        return isVerified ? meanAttempts * attemptCycles * machine.ClockPeriodPs * Milli : metrics.WriteLatencyNs;
    }
}
