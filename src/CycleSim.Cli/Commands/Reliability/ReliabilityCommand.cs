using System.CommandLine;

namespace CycleSim.Cli.Commands.Reliability;

/// <summary>`cyclesim reliability`: from the error rate of a bit to that of a word and a memory.</summary>
internal static class ReliabilityCommand
{
    internal static Command Create() => new(
        "reliability",
        "Memories whose bits may fail: writing with verification, and pulses that end when the cell has switched.\n\n" +
        "Example: cyclesim reliability verify --max-attempts 3 --wer-per-attempt 8e-4")
    {
        ReliabilityVerifyCommand.Create(),
        ReliabilityTerminateCommand.Create(),
    };
}
