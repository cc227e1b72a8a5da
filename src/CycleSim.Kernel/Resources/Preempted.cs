namespace CycleSim.Kernel;

/// <summary>The cause of the interrupt that a process gets when its unit of a resource is taken away.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="By">The process that took the unit.</param>
/// <param name="UsageSincePs">Since when the unit was held, in ps.</param>
public sealed record Preempted(ResourceBase Resource, Process By, long UsageSincePs);
