using System.Collections.Immutable;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Lifetimes;
using CycleSim.Accelerator.Steps;
using CycleSim.Studies.Plans;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Codesign;

/// <summary>What a training step asks of its scratchpads, in the order of <see cref="TensorRoles.All"/>.</summary>
/// <param name="TimeS">Time of the step in s.</param>
/// <param name="EnergyJ">Energy of the whole step in J.</param>
/// <param name="ScratchpadEnergyJ">Energy of the scratchpads, accesses and leakage, in J.</param>
/// <param name="AreaMm2">Area of the scratchpads in mm².</param>
/// <param name="Bytes">Bytes that are read and written.</param>
/// <param name="LifetimesS">Longest time in s that data stay in each; 0 where none do.</param>
public sealed record StepProfile(
    double TimeS, double EnergyJ, double ScratchpadEnergyJ, double AreaMm2, ImmutableArray<ScratchpadBytes> Bytes,
    ImmutableArray<double> LifetimesS)
{
    private const double Pico = 1e-12;

    /// <summary>The profile of a step that ran.</summary>
    /// <param name="result">The step.</param>
    public static StepProfile Of(StepResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        StepLifetimes lifetimes = StepLifetimes.Of(result);
        double cycleS = result.Machine.ClockPeriodPs * Pico;
        EnergyBreakdown energy = result.Energy;
        return new(
            result.TimeS, (double)energy.TotalPj * Pico,
            (double)(energy.ScratchpadReadPj + energy.ScratchpadWritePj + energy.LeakagePj) * Pico, result.AreaMm2,
            [
                .. TensorRoles.All.Select(role => result.Scratchpads.Of(role))
                    .Select(counts => new ScratchpadBytes(counts.ReadBytes, counts.WriteBytes)),
            ],
            [.. TensorRoles.All.Select(role => lifetimes.Of(role).Select(stay => stay.Cycles * cycleS).DefaultIfEmpty().Max())]);
    }
}
