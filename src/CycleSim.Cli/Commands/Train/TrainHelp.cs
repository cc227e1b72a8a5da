using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Accuracy;

namespace CycleSim.Cli.Commands.Train;

/// <summary>`cyclesim train --help`: the help of the training program, and then that of what the command adds.</summary>
internal sealed class TrainHelp : SynchronousCommandLineAction
{
    private readonly HelpAction _own = new();

    /// <summary>The option.</summary>
    internal static Option Option() => new HelpOption { Action = new TrainHelp() };

    /// <inheritdoc />
    public override bool Terminating => true;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        int code = ExitCode.Done;
        if (TrainingProgram.WhyMissing is { } missing)
        {
            Console.Error.WriteLine($"cyclesim: {missing}");
        }
        else
        {
            using ChildProgram program = TrainingProgram.Start(["--help"], answers: false);
            code = program.Wait();
        }

        return code == ExitCode.Done ? _own.Invoke(parseResult) : code;
    }
}
