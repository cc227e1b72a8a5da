using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// The residency policies that a machine's file can name ("residency"). A program registers its own before it reads the file.
/// </summary>
public static class ResidencyPolicies
{
    /// <summary>All policies.</summary>
    public static ChoiceTable<IResidencyPolicy> All { get; } = new("residency policy", new AtomicResidency(), new TiledResidency());
}
