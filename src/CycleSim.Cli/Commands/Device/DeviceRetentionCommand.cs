using System.CommandLine;
using CycleSim.Cli.Output;
using CycleSim.Device.Junction;
using CycleSim.Device.Reading;
using CycleSim.Device.Retention;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>`cyclesim device retention`: how often a bit is lost without being written.</summary>
internal static class DeviceRetentionCommand
{
    private static readonly Option<double?> TimeS = new OptionSpec("--time-s", "Time; without it ten years")
    {
        Unit = "s",
        Range = RetentionSolver.TimesS,
    }.Optional<double?>();

    private static readonly Option<double?> ReadNs = ReadOptions.AnyReadNs.Optional<double?>();

    private static readonly Option<double?> TemperatureC = new OptionSpec(
        "--temperature-c", "Temperature of the junction in degrees Celsius, instead of --temperature-k")
    {
        ValueForm = "C",
        Since = "0.2",
    }.Optional<double?>();

    private static readonly Option<double?> LossPerBit = new OptionSpec(
        "--p-loss-per-bit", "With --lifetime-s: probability of losing a bit, for the barrier that is needed")
    {
        ValueForm = "RATE",
        Range = RetentionTime.Losses,
        Since = "0.2",
    }.Optional<double?>();

    internal static Command Create()
    {
        var command = new Command(
            "retention",
            "Probability that a bit is lost over a time, or by a read current (read disturb), and the barrier that a lifetime needs. " +
            "error_probability is that of being on the other side when the time ends; what a read disturbs in the end is " +
            "p_disturb_per_read_after_relaxing.\n\n" +
            "Example: cyclesim device retention --time-s 3.15e8\n" +
            "Example: cyclesim device retention --current-ua 15 --read-ns 5\n" +
            "Example: cyclesim device retention --delta 40 --time-s 3600\n" +
            "Example: cyclesim device retention --lifetime-s 3.15576e8 --p-loss-per-bit 1e-9 --scaling-path area --temperature-c 85")
        {
            DeviceOptions.CurrentUa, TimeS, ReadNs, DeviceOptions.Direction, DeviceOptions.Json,
        };
        command.AddOptions(DeviceOptions.OfJunction);
        command.AddOptions([DeviceOptions.Delta, DeviceOptions.Path, TemperatureC, LifetimeOptions.LifetimeS, LossPerBit]);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, DeviceOptions.Json);
        MagneticTunnelJunction junction = Junction(parsed);
        double? lifetimeS = parsed.GetValue(LifetimeOptions.LifetimeS);
        double? loss = parsed.GetValue(LossPerBit);
        if (lifetimeS is null != loss is null)
            throw new InputException($"{LifetimeOptions.LifetimeS.Name} and {LossPerBit.Name} go together");
        if (parsed.IsGiven(DeviceOptions.Path) && parsed.GetValue(DeviceOptions.Delta) is null && loss is null)
            throw new InputException($"{DeviceOptions.Path.Name}: goes with {DeviceOptions.Delta.Name} or {LossPerBit.Name}");
        double? readNs = parsed.GetValue(ReadNs);
        double timeS = (parsed.GetValue(TimeS), readNs) switch
        {
            (not null, not null) => throw new InputException("--time-s and --read-ns exclude each other"),
            (double seconds, null) => seconds,
            (null, double read) => read * 1e-9,
            _ => RetentionSolver.TenYearsS,
        };
        double currentUa = parsed.GetValue(DeviceOptions.CurrentUa) ?? 0;
        MagneticTunnelJunction scaled =
            parsed.GetValue(DeviceOptions.Delta) is null ? junction : DeviceOptions.AnyScaledJunction(parsed, junction);
        var results = new ResultList();
        results.Add("junction", junction.Name);
        results.Add("error_probability", ErrorProbability(parsed, scaled, timeS, currentUa));
        results.Add("time_s", timeS);
        results.Add("current_ua", currentUa);
        RetentionResults.AddLosses(results, junction, scaled.ThermalStability, timeS);
        if (readNs is { } duration)
            results.Add("p_disturb_per_read_after_relaxing", Disturb(parsed, scaled, currentUa, duration));
        if (lifetimeS is { } lifetime && loss is { } lossPerBit)
            RetentionResults.AddRequired(results, junction, lifetime, lossPerBit, DeviceOptions.PathOf(parsed));
        results.Print(output);
        return ExitCode.Done;
    }

    /// <summary>Null, with a note, for barriers that the solver in time is not made for.</summary>
    private static double? ErrorProbability(ParseResult parsed, MagneticTunnelJunction scaled, double timeS, double currentUa)
    {
        if (scaled.HasBarrier)
            return RetentionSolver.ErrorProbability(scaled, timeS, currentUa * 1e-6, DeviceOptions.DirectionOf(parsed));
        Console.Error.WriteLine(FormattableString.Invariant(
            $"cyclesim: note: error_probability is not computed for a barrier of {scaled.ThermalStability:G4} kT; ")
            + $"it is for {MagneticTunnelJunction.MinThermalStability} to {MagneticTunnelJunction.MaxThermalStability} kT");
        return null;
    }

    /// <summary>Null for what is no read: too strong, or longer than reads are.</summary>
    private static double? Disturb(ParseResult parsed, MagneticTunnelJunction scaled, double currentUa, double readNs) =>
        scaled.HasBarrier && ReadDisturbSolver.CurrentsUa(scaled).Contains(currentUa) && ReadDisturbSolver.ReadsNs.Contains(readNs)
            ? new ReadDisturbSolver(scaled, DeviceOptions.DirectionOf(parsed)).Single(currentUa, readNs).PerRead
            : null;

    private static MagneticTunnelJunction Junction(ParseResult parsed)
    {
        MagneticTunnelJunction junction = DeviceOptions.Junction(parsed);
        if (parsed.GetValue(TemperatureC) is not { } celsius)
            return junction;
        if (parsed.IsGiven(DeviceOptions.TemperatureK))
            throw new InputException($"{TemperatureC.Name} and {DeviceOptions.TemperatureK.Name} exclude each other");
        try
        {
            MagneticTunnelJunction there = junction.At(celsius + PhysicalConstants.ZeroCelsiusK);
            there.CheckBarrier();
            return there;
        }
        catch (InputException problem)
        {
            throw new InputException(FormattableString.Invariant($"{TemperatureC.Name} {celsius}: {problem.Message}"));
        }
    }
}
