namespace CycleSim.Kernel;

/// <summary>What resources, stores and containers tell their observers.</summary>
/// <param name="TimePs">When it changed, in ps.</param>
/// <param name="Level">Units in use, items stored, or amount contained after the change.</param>
/// <param name="Waiting">Number of requests that wait after the change.</param>
public readonly record struct OccupancyChange(long TimePs, double Level, int Waiting);
