using CycleSim.Device.WriteVerify;

namespace CycleSim.Accelerator.Machine;

/// <summary>
/// Writes that are verified: each attempt at a line takes the array's write latency and a read that looks for wrong bits; a line with some
/// is written again, as a whole, up to a number of attempts. Cells are alike, and attempts fail independently.
/// </summary>
/// <param name="MaxAttempts">Largest number of attempts at a line, 1 to <see cref="AttemptStatistics.MaxAttempts"/>.</param>
/// <param name="WriteErrorRate">Probability that an attempt at a bit that has to toggle fails, 0 to 1.</param>
/// <param name="ToggleProbability">Probability that a bit has to toggle, 0 to 1.</param>
/// <param name="Seed">Seed of the numbers that are drawn for each line.</param>
public sealed record WriteVerifySpec(int MaxAttempts, double WriteErrorRate, double ToggleProbability, int Seed);
