using System.CommandLine;
using CycleSim.Cli.Output;
using CycleSim.Device.Junction;
using CycleSim.Device.Operation;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>`cyclesim device table`: write error rates over current and pulse width as a file.</summary>
internal static class DeviceTableCommand
{
    private const double DefaultMinOverdrive = 0.5;
    private const double DefaultMaxOverdrive = 6;

    private static readonly Option<double?> MinCurrentUa = new("--min-current-ua")
    {
        HelpName = "uA",
        Description = "Minimum current, in uA; without it half the critical one",
    };

    private static readonly Option<double?> MaxCurrentUa = new("--max-current-ua")
    {
        HelpName = "uA",
        Description = "Maximum current, in uA; without it six times the critical one",
    };

    private static readonly Option<double> MinPulseNs = new("--min-pulse-ns")
    {
        HelpName = "ns",
        Description = "Minimum pulse width, in ns",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<double> MaxPulseNs = new("--max-pulse-ns")
    {
        HelpName = "ns",
        Description = "Maximum pulse width, in ns",
        DefaultValueFactory = _ => 20,
    };

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
        JsonOutput output = JsonOutput.Of(parsed, DeviceOptions.Json);
        MagneticTunnelJunction junction = DeviceOptions.Junction(parsed);
        string path = DeviceOptions.RequiredFile(parsed);
        double criticalUa = junction.CriticalCurrentA * 1e6;
        WerTable table = WerTableBuilder.Build(
            junction,
            DeviceOptions.WriteDirection(parsed),
            (
                parsed.GetValue(MinCurrentUa) ?? DefaultMinOverdrive * criticalUa,
                parsed.GetValue(MaxCurrentUa) ?? DefaultMaxOverdrive * criticalUa),
            (parsed.GetRequiredValue(MinPulseNs), parsed.GetRequiredValue(MaxPulseNs)));
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
