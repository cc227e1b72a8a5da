using System.CommandLine;
using CycleSim.Configuration;
using CycleSim.Studies.Plots;

namespace CycleSim.Cli.Commands.Plot;

/// <summary>`cyclesim plot`: pictures of traces and results.</summary>
internal static class PlotCommand
{
    internal static Command Create() => new(
        "plot",
        "Pictures of traces and results.\n\nExample: cyclesim plot timeline traces/lenet5-batch8.cst --out step.html")
    {
        PlotTimelineCommand.Create(),
        PlotHeatmapCommand.Create(),
        PlotRooflineCommand.Create(),
        PlotEnergyCommand.Create(),
    };

    internal static Option<string> Out() => new("--out", "-o") { Description = "The picture to write: .png or .svg", Required = true };

    /// <summary>The picture's name, checked before any work is done.</summary>
    /// <exception cref="InputException">It has another ending, or cannot be written.</exception>
    internal static string OutOf(ParseResult parsed, Option<string> option, params string[] inputs)
    {
        string path = parsed.GetRequiredValue(option);
        PlotFile.CheckName(path);
        OutputFile.Check(path);
        foreach (string input in inputs)
            OutputFile.CheckDistinct(path, input);
        return path;
    }
}
