using System.CommandLine;
using CycleSim.Cli.Arguments;
using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Plots;
using CycleSim.Terminal.Options;
using OxyPlot;

namespace CycleSim.Cli.Commands.Device;

/// <summary>`cyclesim device plot`: figures 5, 6a and 6b of the paper from the model.</summary>
internal static class DevicePlotCommand
{
    private static readonly Option<string> Figure = CommandOptions.Figure.Required<string>();

    internal static Command Create()
    {
        var command = new Command(
            "plot",
            "Draw a figure of the source paper from the model: Fokker-Planck as lines, trajectories as points with 95 % intervals.\n" +
            "5: switching probability over current; 6a: write error rate over voltage; 6b: write error rate over energy per bit.\n\n" +
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
            throw new InputException($"{junction.Name}: the paper's figures are for current drive and constant torque");
        MonteCarloSettings settings = new()
        {
            Trajectories = parsed.GetValue(DeviceOptions.Trajectories) ?? 20_000,
            Seed = parsed.GetRequiredValue(DeviceOptions.Seed),
            Scheme = StepScheme.RotatingFrame,
        };
        string figure = parsed.GetRequiredValue(Figure);
        PlotModel model = figure switch
        {
            "5" => SwitchingPlot.Draw(junction, settings),
            "6a" => WriteErrorPlot.Draw(junction, settings),
            "6b" => WriteEnergyPlot.Draw(junction, settings),
            _ => throw new InputException($"--figure {figure}: allowed are 5, 6a, 6b"),
        };
        PlotFile.Write(model, path, DevicePlotStyle.Width, DevicePlotStyle.Height);
        return ExitCode.Done;
    }
}
