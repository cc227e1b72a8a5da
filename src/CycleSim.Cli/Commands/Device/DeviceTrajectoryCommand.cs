using System.CommandLine;
using CycleSim.Cli.Arguments;
using CycleSim.Configuration.Text;
using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Plots;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>`cyclesim device trajectory`: the magnetisation over time.</summary>
internal static class DeviceTrajectoryCommand
{
    private static readonly Option<double> EveryPs = new OptionSpec("--every-ps", "Time between recorded moments")
    {
        Unit = "ps",
        Range = NumberRange.Above(0),
    }.WithDefault(10.0);

    private static readonly Option<double?> AngleDegrees = new OptionSpec(
        "--angle-deg", "Angle from the axis at which all trajectories start, instead of the thermal state")
    {
        Unit = "degrees",
        Range = MonteCarloSettings.AnglesDegrees,
    }.Optional<double?>();

    private static readonly Option<double?> Damping = new OptionSpec("--damping", "Damping constant instead of that of the model file")
    {
        ValueForm = "NUMBER",
        Range = new(0, 1),
    }.Optional<double?>();

    private static readonly Option<string?> Plot = (CommandOptions.Plot with
    {
        Meaning = "Picture of the trajectories to draw, mz over time, .png or .svg",
    }).Optional<string?>();

    internal static Command Create()
    {
        var command = new Command(
            "trajectory",
            "Record trajectories of the magnetisation as CSV (to --out, or printed): trajectory, time_ns, mx, my, mz.\n\n" +
            "Example: cyclesim device trajectory --current-ua 150 --pulse-ns 10 --trajectories 20 --out m.csv --plot m.png")
        {
            DeviceOptions.CurrentUa, DeviceOptions.TrajectoryPulseNs, DeviceOptions.FieldOe,
            DeviceOptions.Trajectories, DeviceOptions.Seed, DeviceOptions.Scheme, DeviceOptions.StepPs, DeviceOptions.PrecisionName,
            EveryPs, AngleDegrees, Damping, DeviceOptions.Out, Plot,
        };
        command.AddOptions(DeviceOptions.OfJunction);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        MagneticTunnelJunction junction = DeviceOptions.AnyJunction(parsed);
        junction = junction with
        {
            Damping = parsed.GetValue(Damping) ?? junction.Damping,
        };
        double currentUa = DeviceOptions.Required(parsed, DeviceOptions.CurrentUa);
        double pulseNs = DeviceOptions.Required(parsed, DeviceOptions.TrajectoryPulseNs);
        MonteCarloSettings settings = DeviceOptions.Settings(parsed, 1) with { InitialAngleDegrees = parsed.GetValue(AngleDegrees) };
        if (parsed.GetValue(Plot) is { } name)
            PlotFile.CheckName(name);
        OutputFile.CheckDistinct(parsed.GetValue(DeviceOptions.Out), parsed.GetValue(Plot));
        TrajectoryRecording recording = ProgressLine.Run("trajectories", () => TrajectoryRecorder.Record(
            junction, [new(currentUa * 1e-6, pulseNs * 1e-9)], settings, parsed.GetRequiredValue(EveryPs) * 1e-3));
        if (parsed.GetValue(DeviceOptions.Out) is { } path)
            OutputFile.WriteAtomically(path, stream => Write(new StreamWriter(stream) { NewLine = "\n" }, recording));
        else if (parsed.GetValue(Plot) is null)
            Print(recording);
        if (parsed.GetValue(Plot) is { } plot)
            PlotFile.Write(TrajectoryPlot.Draw(recording, junction, currentUa), plot, TrajectoryPlot.Width, TrajectoryPlot.Height);
        return ExitCode.Done;
    }

    private static void Print(TrajectoryRecording recording)
    {
        using var text = new BufferedText();
        Write(text, recording);
    }

    private static void Write(TextWriter writer, TrajectoryRecording recording)
    {
        writer.WriteLine("trajectory,time_ns,mx,my,mz");
        for (int t = 0; t < recording.Trajectories; t++)
        {
            for (int moment = 0; moment < recording.TimesNs.Count; moment++)
            {
                Magnetisation m = recording.States[moment, t];
                double timeNs = recording.TimesNs[moment];
                writer.WriteLine(FormattableString.Invariant(
                    $"{t},{timeNs:0.######},{m.X:0.#######},{m.Y:0.#######},{m.Z:0.#######}"));
            }
        }

        writer.Flush();
    }
}
