using System.CommandLine;
using CycleSim.Cli.Arguments;
using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using CycleSim.Device.Variation;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Plots;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using OxyPlot;
using DeviceWritePoints = CycleSim.Arrays.Cells.DeviceWritePoints;

namespace CycleSim.Cli.Commands.Device;

/// <summary>`cyclesim device plot`: figures 5, 6a and 6b of the paper from the model, and a population of cells.</summary>
internal static class DevicePlotCommand
{
    private static readonly string[] DrawnVariations = ["typical", "pessimistic"];

    // Width of the baseline's pulse.
    private const double BaselineNs = 10;

    private static readonly ChoiceOption<Drawing> Figure = (CommandOptions.Figure with
    {
        Meaning = "Figure of the source paper to draw, or the population of cells",
    }).RequiredChoice<Drawing>(
        new("5", (_, junction, settings) => SwitchingPlot.Draw(junction, settings), "switching probability over current"),
        new("6a", (_, junction, settings) => WriteErrorPlot.Draw(junction, settings), "write error rate over voltage"),
        new("6b", (_, junction, settings) => WriteEnergyPlot.Draw(junction, settings), "write error rate over energy per bit"),
        new(
            "population", (parsed, junction, _) => Populations(parsed, junction),
            "write error rates of the cells of the shipped variations, at the paper's baseline; no trajectories"));

    private delegate PlotModel Drawing(ParseResult parsed, MagneticTunnelJunction junction, MonteCarloSettings settings);

    internal static Command Create()
    {
        var command = new Command(
            "plot",
            "Draw a figure of the source paper from the model, Fokker-Planck as lines, trajectories as points with 95 % intervals; " +
            "or the write error rates of cells that differ.\n\n" +
            "Example: cyclesim device plot --figure 6a --out fig6a.png")
        {
            Figure, DeviceOptions.Trajectories, DeviceOptions.Seed, DeviceOptions.Out,
        };
        command.AddOptions(DeviceOptions.OfJunction);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        MagneticTunnelJunction junction = DeviceOptions.Junction(parsed);
        string path = DeviceOptions.RequiredFile(parsed);
        PlotFile.CheckName(path);
        if (junction.Drive != DriveMode.Current || junction.Torque != TorqueModel.Constant)
            throw new InputException($"{junction.Name}: figures and population are drawn for current drive and constant torque");
        MonteCarloSettings settings = new()
        {
            Trajectories = parsed.GetValue(DeviceOptions.Trajectories) ?? 20_000,
            Seed = parsed.GetRequiredValue(DeviceOptions.Seed),
            Scheme = StepScheme.RotatingFrame,
        };
        Drawing draw = Figure.Of(parsed);
        PlotModel model = ProgressLine.Run($"figure {Figure.NameOf(draw)}", () => draw(parsed, junction, settings));
        PlotFile.Write(model, path, DevicePlotStyle.Width, DevicePlotStyle.Height);
        return ExitCode.Done;
    }

    private static PlotModel Populations(ParseResult parsed, MagneticTunnelJunction junction)
    {
        Option[] ofTrajectories = [DeviceOptions.Trajectories, DeviceOptions.Seed];
        if (ofTrajectories.FirstOrDefault(parsed.IsGiven) is { } given)
            throw new InputException($"{given.Name}: goes with the figures 5, 6a and 6b");
        double currentUa = new WriteSolver(junction).AtWerAndPulse(DeviceWritePoints.BaseWriteErrorRate, BaselineNs).CurrentUa;
        return PopulationPlot.Draw(
            $"{junction.Name}: cells that differ",
            [
                .. from drive in Enum.GetValues<PopulationDrive>()
                   from file in DrawnVariations.Select(VariationFile.Load)
                   select ($"{file.Name}, {drive.ToString().ToLowerInvariant()} drive",
                       new CellPopulation(junction, file.Spread(drive), drive)),
            ],
            currentUa,
            BaselineNs);
    }
}
