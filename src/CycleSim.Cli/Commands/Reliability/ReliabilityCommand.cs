using System.CommandLine;

namespace CycleSim.Cli.Commands.Reliability;

/// <summary>`cyclesim reliability`: from the error rate of a bit to that of a word and a memory.</summary>
internal static class ReliabilityCommand
{
    internal static Command Create() => new(
        "reliability",
        "Memories whose bits may fail: error correcting codes, scrubbing, writing with verification, pulses that end early.\n\n" +
        "Example: cyclesim reliability ecc --code sec-ded --data-bits 64 --raw-bit-error-rate 1e-6")
    {
        ReliabilityEccCommand.Create(),
        ReliabilityScrubCommand.Create(),
        ReliabilityVerifyCommand.Create(),
        ReliabilityTerminateCommand.Create(),
    };
}
