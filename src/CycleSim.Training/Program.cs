using CycleSim.Platform.Files;
using CycleSim.TrainingRuns;

namespace CycleSim.Training;

/// <summary>The entry of `cyclesim-train`.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        StandardStreams.Install();
        return arguments is [TrainingCommands.Serve] ? Server.Run(Console.In, Console.Out) : CommandLine.Run(arguments);
    }
}
