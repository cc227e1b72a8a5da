namespace CycleSim.Studies.Reports;

/// <summary>One epoch of a training log.</summary>
/// <param name="Step">Steps done at its end.</param>
/// <param name="TrainAccuracy">Share of training images classified right.</param>
/// <param name="TestAccuracy">Share of test images; null if none were looked at.</param>
public sealed record LoggedEpoch(long Step, double TrainAccuracy, double? TestAccuracy);
