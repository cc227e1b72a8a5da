using System.CommandLine;

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
        PlotLifetimesCommand.Create(),
    };
}
