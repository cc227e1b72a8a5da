using System.CommandLine;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Text;
using CycleSim.Device.Junction;
using CycleSim.Device.Writing;
using CycleSim.Platform.Processes;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>`cyclesim device table`: write error rates over current and pulse width as a file.</summary>
internal static class DeviceTableCommand
{
    private const double DefaultMinOverdrive = 0.5;
    private const double DefaultMaxOverdrive = 6;

    private static readonly Option<double?> MinCurrentUa = new OptionSpec(
        "--min-current-ua", "Minimum current; without it half the critical one")
    {
        Unit = "uA",
        Range = NumberRange.AtLeast(0),
    }.Optional<double?>();

    private static readonly Option<double?> MaxCurrentUa = new OptionSpec(
        "--max-current-ua", "Maximum current, up to 100 times the critical one; without it six times that")
    {
        Unit = "uA",
        Range = NumberRange.AtLeast(0),
    }.Optional<double?>();

    private static readonly Option<double> MinPulseNs = new OptionSpec("--min-pulse-ns", "Minimum pulse width")
    {
        Unit = "ns",
        Range = WriteSolver.PulsesNs,
    }.WithDefault(1.0);

    private static readonly Option<double> MaxPulseNs = new OptionSpec("--max-pulse-ns", "Maximum pulse width")
    {
        Unit = "ns",
        Range = WriteSolver.PulsesNs,
    }.WithDefault(20.0);

    internal static Command Create()
    {
        var command = new Command(
            "table",
            "Write a table of write error rates over current and pulse width, with the error of its interpolation.\n\n" +
            "Example: cyclesim device table --device P55 --out p55.wer.json")
        {
            MinCurrentUa, MaxCurrentUa, MinPulseNs, MaxPulseNs, DeviceOptions.Direction,
            DeviceOptions.Out, DeviceOptions.Json,
        };
        command.AddOptions(DeviceOptions.OfJunction);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string path = DeviceOptions.RequiredFile(parsed);
        JsonOutput output = JsonOutput.Of(parsed, DeviceOptions.Json, path);
        MagneticTunnelJunction junction = DeviceOptions.Junction(parsed);
        double criticalUa = junction.CriticalCurrentA * 1e6;
        WerTable table = ProgressLine.Run("table", () => WerTableBuilder.Build(
            junction,
            DeviceOptions.DirectionOf(parsed),
            (
                parsed.GetValue(MinCurrentUa) ?? DefaultMinOverdrive * criticalUa,
                parsed.GetValue(MaxCurrentUa) ?? DefaultMaxOverdrive * criticalUa),
            (parsed.GetRequiredValue(MinPulseNs), parsed.GetRequiredValue(MaxPulseNs))));
        table.Save(path);
        var results = new ResultList();
        results.Add("junction", junction.Name);
        results.Add("file", path);
        results.Add("currents", table.CurrentsUa.Count);
        results.Add("pulses", table.PulsesNs.Count);
        results.Add("interpolation_error", table.InterpolationError);
        results.Print(output);
        return ExitCode.Done;
    }
}
