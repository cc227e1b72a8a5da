namespace CycleSim.Device.MonteCarlo;

/// <summary>Trajectories at one current.</summary>
/// <param name="CurrentUa">Current in uA.</param>
/// <param name="Sample">What they did.</param>
public sealed record WerPoint(double CurrentUa, MonteCarloSample Sample);
