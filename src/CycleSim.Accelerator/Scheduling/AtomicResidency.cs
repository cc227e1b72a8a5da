namespace CycleSim.Accelerator.Scheduling;

/// <summary>The paper's policy, <see cref="AtomicPlacement"/>.</summary>
public sealed class AtomicResidency : IResidencyPolicy
{
    /// <inheritdoc />
    public string Name => "atomic";

    /// <inheritdoc />
    public string Meaning => "a tensor is on-chip only if it fits whole";

    /// <inheritdoc />
    public PlacementPlan Plan(ResidencyQuestion question) => AtomicPlacement.Plan(question);
}
