using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// The eviction policies that a machine's file can name ("eviction"). A program registers its own before it reads the file.
/// </summary>
public static class EvictionPolicies
{
    /// <summary>All policies.</summary>
    public static ChoiceTable<IEvictionPolicy> All { get; } = new("eviction policy", new EvictionByPass());
}
