using System.CommandLine;
using CycleSim.Cli.Output;
using CycleSim.Device.Junction;
using CycleSim.Device.Operation;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>`cyclesim device retention`: how often a bit is lost without being written.</summary>
internal static class DeviceRetentionCommand
{
    private static readonly Option<double?> TimeS = new("--time-s")
    {
        HelpName = "s",
        Description = "Time, in s; without it ten years",
    };

    private static readonly Option<double?> ReadNs = new("--read-ns")
    {
        HelpName = "ns",
        Description = "Duration of a read, in ns, instead of --time-s",
    };

    internal static Command Create()
    {
        var command = new Command(
            "retention",
            "Probability that a bit is lost over a time, or by a read current (read disturb).\n\n" +
            "Example: cyclesim device retention --time-s 3.15e8\n" +
            "Example: cyclesim device retention --current-ua 15 --read-ns 5")
        {
            DeviceOptions.CurrentUa, TimeS, ReadNs, DeviceOptions.Direction, DeviceOptions.Json,
        };
        command.AddOptions(DeviceOptions.OfJunction);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, DeviceOptions.Json);
        MagneticTunnelJunction junction = DeviceOptions.Junction(parsed);
        double timeS = (parsed.GetValue(TimeS), parsed.GetValue(ReadNs)) switch
        {
            (not null, not null) => throw new InputException("--time-s and --read-ns exclude each other"),
            (double seconds, null) => seconds,
            (null, double read) => read * 1e-9,
            _ => 10 * RetentionSolver.SecondsPerYear,
        };
        double currentUa = parsed.GetValue(DeviceOptions.CurrentUa) ?? 0;
        var results = new ResultList();
        results.Add("junction", junction.Name);
        results.Add(
            "error_probability",
            RetentionSolver.ErrorProbability(junction, timeS, currentUa * 1e-6, DeviceOptions.WriteDirection(parsed)));
        results.Add("time_s", timeS);
        results.Add("current_ua", currentUa);
        results.Print(output);
        return ExitCode.Done;
    }
}
