namespace CycleSim.Studies.Codesign;

/// <summary>A simulated training step, as a result has it.</summary>
/// <param name="TimeS">Time in s.</param>
/// <param name="EnergyJ">Energy of the machine in J.</param>
/// <param name="ScratchpadEnergyJ">Energy of the scratchpads, accesses and leakage, in J.</param>
/// <param name="AreaMm2">Area of the scratchpads in mm².</param>
public sealed record ReportedStep(double TimeS, double EnergyJ, double ScratchpadEnergyJ, double AreaMm2)
{
    /// <summary>What a result says of a step.</summary>
    /// <param name="step">The step.</param>
    public static ReportedStep Of(StepProfile step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new(step.TimeS, step.EnergyJ, step.ScratchpadEnergyJ, step.AreaMm2);
    }
}
