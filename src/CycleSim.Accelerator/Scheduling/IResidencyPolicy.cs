using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>Decides, before a step runs, which tensors are on-chip when; all others are streamed from and to DRAM.</summary>
public interface IResidencyPolicy : INamedChoice
{
    /// <summary>Plans a step. The plan is checked before it runs.</summary>
    /// <param name="question">The step and the room that there is.</param>
    public ResidencyPlan Plan(ResidencyQuestion question);
}
