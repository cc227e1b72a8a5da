namespace CycleSim.Accelerator.Steps;

/// <summary>
/// A custom component that runs on the kernel beside the machine's: it observes, or disturbs by using the same DRAM. See
/// <see cref="TrainingStepSimulator.Components"/>.
/// </summary>
public interface IMachineComponent
{
    /// <summary>Called once before the run starts: subscribes to hooks, connects to DRAM, starts processes.</summary>
    /// <param name="machine">The machine.</param>
    public void Attach(MachineContext machine);
}
