using CycleSim.Configuration.Keys;
using CycleSim.Device.WriteVerify;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys of "write_verify" in "scratchpad".</summary>
internal static class WriteVerifyKeys
{
    internal static readonly KeySet All = new(
        "write verify", "Writes by array and vector unit: after each attempt the line is read, and written again if a bit is wrong.");

    internal static readonly Key<int> MaxAttempts = All.Int(
        "max_attempts", "Largest number of attempts at a line.", 1, AttemptStatistics.MaxAttempts);

    internal static readonly Key<double> WriteErrorRate = All.Number(
        "write_error_rate", "Probability that an attempt at a bit that has to toggle fails.", 0, 1);

    internal static readonly Key<double> ToggleProbability = All.Number(
        "toggle_probability", "Probability that a bit has to toggle.", 0, 1, fallback: 0.5);

    internal static readonly Key<int> Seed = All.Int(
        "seed", "Seed of the numbers that are drawn for each line.", 0, int.MaxValue, fallback: 1);
}
