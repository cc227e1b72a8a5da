using System.CommandLine;
using CycleSim.Cli.Output;
using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>`cyclesim device wer`: the write error rate of a pulse.</summary>
internal static class DeviceWerCommand
{
    private static readonly Option<double> RiseNs = Edge("--rise-ns", "Linear rising edge before the pulse");

    private static readonly Option<double> FallNs = Edge("--fall-ns", "Linear falling edge after the pulse");

    internal static Command Create()
    {
        var command = new Command(
            "wer",
            "Write error rate of a pulse.\n\n" +
            "Example: cyclesim device wer --current-ua 150 --pulse-ns 10\n" +
            "Example: cyclesim device wer --current-ua 150 --pulse-ns 10 --trajectories 20000 --seed 7")
        {
            DeviceOptions.CurrentUa, DeviceOptions.VoltageV, DeviceOptions.PulseNs,
            RiseNs, FallNs,
            DeviceOptions.Direction, DeviceOptions.FieldOe, DeviceOptions.Method, DeviceOptions.Trajectories, DeviceOptions.Seed,
            DeviceOptions.Scheme, DeviceOptions.StepPs, DeviceOptions.PrecisionName, DeviceOptions.Threads, DeviceOptions.Json,
        };
        command.AddOptions(DeviceOptions.OfJunction);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, DeviceOptions.Json);
        MagneticTunnelJunction junction = DeviceOptions.Junction(parsed);
        WriteSolver solver = DeviceOptions.Solver(parsed, junction);
        double currentUa = DeviceOptions.Current(parsed, solver) ?? throw new InputException("--current-ua (or --voltage-v) is missing");
        double pulseNs = DeviceOptions.Required(parsed, DeviceOptions.PulseNs);
        WerMethod method = DeviceOptions.MethodOf(parsed);
        MonteCarloSettings settings = DeviceOptions.Settings(parsed);
        IReadOnlyList<PulseSegment> pulse = Pulse(parsed, currentUa, pulseNs);
        var results = new ResultList();
        results.Add("junction", junction.Name);
        switch (method)
        {
            case WerMethod.FokkerPlanck:
                DeviceOptions.CheckNoTrajectories(parsed, "monte-carlo and mc-extrapolate");
                results.Add("method", "fokker-planck");
                results.Add("wer", solver.Solve(pulse).End.Remaining);
                AddClosedForm(results, junction, settings.FieldT, currentUa, pulse);
                break;
            case WerMethod.MonteCarlo:
                MonteCarloSample sample = DeviceOptions.RunTrajectories(
                    (cancel, report) => MonteCarloSolver.Run(junction, pulse, settings, null, report, cancel)[^1]);
                results.Add("method", "monte-carlo");
                results.Add("wer", sample.WriteErrorRate);
                AddInterval(results, sample.Interval);
                results.Add("errors", sample.Remaining);
                AddSettings(results, settings, junction, pulse);
                break;
            default:
                if (pulse.Count > 1 || settings.FieldT != 0)
                    throw new InputException("--method mc-extrapolate knows rectangular pulses without field only");
                (double rate, double low, double high) = DeviceOptions.RunTrajectories(
                    (cancel, report) => WerExtrapolation.Run(junction, pulseNs, settings, report, cancel)).At(currentUa);
                results.Add("method", "mc-extrapolate");
                results.Add("wer", rate);
                AddInterval(results, (low, high));
                results.Add("wer_fokker_planck", solver.Solve(pulse).End.Remaining);
                AddSettings(results, settings, junction, pulse);
                break;
        }

        results.Add("current_ua", currentUa);
        results.Add("pulse_ns", pulseNs);
        results.Add("temperature_k", junction.TemperatureK);
        results.Print(output);
        return ExitCode.Done;
    }

    private static Option<double> Edge(string name, string meaning) =>
        new OptionSpec(name, meaning) { Unit = "ns", Range = new(0, WriteSolver.MaxPulseNs) }.WithDefault(0.0);

    private static IReadOnlyList<PulseSegment> Pulse(ParseResult parsed, double currentUa, double pulseNs) => PulseSegment.Trapezoid(
        currentUa * 1e-6, parsed.GetValue(RiseNs) * 1e-9, pulseNs * 1e-9, parsed.GetValue(FallNs) * 1e-9);

    /// <summary>A plausibility check for plain pulses: good to a factor of a few.</summary>
    private static void AddClosedForm(
        ResultList results, MagneticTunnelJunction junction, double fieldT, double currentUa, IReadOnlyList<PulseSegment> pulse)
    {
        double overdrive = currentUa * 1e-6 / junction.CriticalCurrentA;
        if (overdrive > 1 && fieldT == 0 && pulse.Count == 1 && junction is { Drive: DriveMode.Current, Torque: TorqueModel.Constant })
        {
            results.Add(
                "wer_closed_form",
                ClosedForm.WriteErrorRate(junction.ThermalStability, overdrive, pulse[0].DurationS / junction.CharacteristicTimeS));
        }
    }

    private static void AddInterval(ResultList results, (double Low, double High) interval)
    {
        results.Add("wer_lo95", interval.Low);
        results.Add("wer_hi95", interval.High);
    }

    private static void AddSettings(
        ResultList results, MonteCarloSettings settings, MagneticTunnelJunction junction, IReadOnlyList<PulseSegment> pulse)
    {
        results.Add("trajectories", settings.Trajectories);
        results.Add("seed", settings.Seed);
        results.Add("scheme", DeviceOptions.Scheme.NameOf(settings.Scheme));
        results.Add("step_ps", pulse.Max(segment => settings.Steps(junction, segment).StepS) * 1e12);
    }
}
