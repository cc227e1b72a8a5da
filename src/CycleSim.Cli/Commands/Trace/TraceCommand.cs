using System.CommandLine;

namespace CycleSim.Cli.Commands.Trace;

/// <summary>`cyclesim trace`: what a recorded trace holds, and what else can be made of it.</summary>
internal static class TraceCommand
{
    internal static Command Create() => new(
        "trace",
        "Look into, convert, check, compare and replay traces.\n\n" +
        "Example: cyclesim simulate --network lenet5-28x28-mnist --batch 8 --trace step.cst && cyclesim trace info step.cst")
    {
        TraceInfoCommand.Create(),
        TraceDumpCommand.Create(),
        TraceConvertCommand.Create(),
        TraceVerifyCommand.Create(),
        TraceDiffCommand.Create(),
        TraceReplayCommand.Create(),
    };
}
