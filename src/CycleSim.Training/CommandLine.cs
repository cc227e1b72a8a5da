using System.CommandLine;
using CycleSim.Terminal;
using CycleSim.Training.Commands;
using CycleSim.TrainingRuns;

namespace CycleSim.Training;

/// <summary>The program `cyclesim-train`: the tree of its commands.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="datasets">Images that were read before; null for none.</param>
    /// <returns>Exit code.</returns>
    internal static int Run(IReadOnlyList<string> arguments, DatasetCache? datasets = null) =>
        TerminalProgram.Run(TrainingCommands.Program, arguments, () => Build(datasets ?? new DatasetCache()));

    internal static RootCommand Build(DatasetCache datasets)
    {
        RootCommand root = TrainCommand.Create(datasets);
        root.Add(DescribeCommand.Create(datasets));
        return root;
    }
}
