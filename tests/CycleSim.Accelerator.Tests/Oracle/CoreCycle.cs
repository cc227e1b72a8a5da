namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>What the control program of the cycle-stepped machine waits for: the next edge of the core clock.</summary>
internal readonly record struct CoreCycle;
