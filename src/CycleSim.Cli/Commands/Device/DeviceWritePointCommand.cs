using System.CommandLine;
using CycleSim.Cli.Output;
using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>`cyclesim device write-point`: two of write error rate, current and pulse width give the third.</summary>
internal static class DeviceWritePointCommand
{
    internal static Command Create()
    {
        var command = new RenamedCommand(
            "write-point", new FormerName("operating-point"),
            "Give two of write error rate, current and pulse width, get the third with voltage and energy per bit.\n\n" +
            "Example: cyclesim device write-point --write-error-rate 8.62e-10 --pulse-ns 10\n" +
            "Example: cyclesim device write-point --write-error-rate 8e-4 --current-ua 235.87\n" +
            "Example: cyclesim device write-point --delta 40 --scaling-path area --write-error-rate 8.62e-10 --pulse-ns 10\n" +
            "Example: cyclesim device write-point --temperature-k 350 --current-ua 150 --pulse-ns 10")
        {
            DeviceOptions.WriteErrorRate, DeviceOptions.CurrentUa, DeviceOptions.VoltageV,
            DeviceOptions.PulseNs, DeviceOptions.Direction, DeviceOptions.FieldOe, DeviceOptions.Method, DeviceOptions.Trajectories,
            DeviceOptions.Seed,
            DeviceOptions.Scheme, DeviceOptions.StepPs, DeviceOptions.PrecisionName, DeviceOptions.Threads, DeviceOptions.Json,
        };
        command.AddOptions(DeviceOptions.OfJunction);
        command.AddOptions([DeviceOptions.Delta, DeviceOptions.Path]);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, DeviceOptions.Json);
        MagneticTunnelJunction junction = DeviceOptions.ScaledJunction(parsed);
        WriteSolver solver = DeviceOptions.Solver(parsed, junction);
        double? wer = parsed.GetValue(DeviceOptions.WriteErrorRate);
        double? currentUa = DeviceOptions.Current(parsed, solver);
        double? pulseNs = parsed.GetValue(DeviceOptions.PulseNs);
        WerMethod method = DeviceOptions.MethodOf(parsed);
        if (method == WerMethod.McExtrapolate && wer is { } target && currentUa is null && pulseNs is { } width)
            return PrintExtrapolated(parsed, junction, solver, target, width, output);
        if (method != WerMethod.FokkerPlanck)
            throw new InputException("trajectories give a current only: --method mc-extrapolate with --write-error-rate and --pulse-ns");
        DeviceOptions.CheckNoTrajectories(parsed, "mc-extrapolate");
        JunctionWritePoint point = (wer, currentUa, pulseNs) switch
        {
            (double rate, null, double pulse) => solver.AtWerAndPulse(rate, pulse),
            (double rate, double current, null) => solver.AtWerAndCurrent(rate, current),
            (null, double current, double pulse) => solver.AtCurrentAndPulse(current, pulse),
            _ => throw new InputException("give exactly two of --write-error-rate, --current-ua (or --voltage-v) and --pulse-ns"),
        };
        var results = new ResultList();
        results.Add("junction", junction.Name);
        results.Add("method", "fokker-planck");
        results.Add("wer", point.WriteErrorRate);
        DeviceOptions.AddPoint(results, point);
        WritePointResults.Add(parsed, results, junction, point);
        results.Print(output);
        return ExitCode.Done;
    }

    /// <summary>The paper's current beside the true one.</summary>
    private static int PrintExtrapolated(
        ParseResult parsed, MagneticTunnelJunction junction, WriteSolver solver, double wer, double pulseNs, JsonOutput output)
    {
        MonteCarloSettings settings = DeviceOptions.Settings(parsed);
        if (settings.FieldT != 0)
            throw new InputException("--method mc-extrapolate knows no field");
        JunctionWritePoint truth = solver.AtWerAndPulse(wer, pulseNs);
        (double currentUa, double low, double high) =
            DeviceOptions.RunTrajectories((cancel, report) => WerExtrapolation.Run(junction, pulseNs, settings, report, cancel))
                .CurrentOf(wer);
        var results = new ResultList();
        results.Add("junction", junction.Name);
        results.Add("method", "mc-extrapolate");
        results.Add("wer", wer);
        DeviceOptions.AddPoint(results, solver.AtCurrentAndPulse(currentUa, pulseNs));
        results.Add("current_ua_lo95", low);
        results.Add("current_ua_hi95", high);
        results.Add("current_ua_fokker_planck", truth.CurrentUa);
        results.Print(output);
        return ExitCode.Done;
    }
}
