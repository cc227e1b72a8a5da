using System.CommandLine;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using CycleSim.Device.Retention;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>Options that several `cyclesim device` commands share, and what they mean.</summary>
internal static class DeviceOptions
{
    internal static readonly Option<string> Device = (CommandOptions.Device with { FormerNames = [new("--preset"), new("--file", AsPath)] })
        .WithDefault(MagneticTunnelJunction.DefaultName);

    internal static readonly Option<double?> TemperatureK = (CommandOptions.TemperatureK with
    {
        Meaning = "Temperature of the junction instead of that of the model file",
    }).Optional<double?>();

    internal static readonly ChoiceOption<TemperatureModel> Temperatures = new OptionSpec(
        "--temperature-model", "What a temperature other than 300 K changes; without it what the model file says")
        .EnumChoice(TemperatureModels.All);

    internal static readonly Option<double?> Delta = new OptionSpec(
        "--delta", "Barrier at 300 K that the junction is scaled to, in kT; without it its own")
    {
        ValueForm = "kT",
        Range = BarrierEscape.BarriersKt,
        Since = "0.2",
    }.Optional<double?>();

    internal static readonly ChoiceOption<ScalingPath> Path = new OptionSpec("--scaling-path", "How a junction gets another barrier")
    {
        Since = "0.2",
    }.ChoiceWithDefault(
        ScalingPath.Area,
        new("area", ScalingPath.Area, "smaller or larger"), new("anisotropy", ScalingPath.Anisotropy, "same size"));

    internal static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    internal static readonly Option<double?> CurrentUa = new OptionSpec("--current-ua", "Current of the write pulse or of the read")
    {
        Unit = "uA",
    }.Optional<double?>();

    internal static readonly Option<double?> VoltageV = new OptionSpec(
        "--voltage-v", "Voltage over junction and transistor in the starting state, instead of the current")
    {
        Unit = "V",
        Range = new(-1000, 1000),
    }.Optional<double?>();

    private static readonly OptionSpec Pulse = new("--pulse-ns", "Pulse width") { Unit = "ns" };

    internal static readonly Option<double?> PulseNs = (Pulse with { Range = WriteSolver.PulsesNs }).Optional<double?>();

    // Trajectories have no minimum.
    internal static readonly Option<double?> TrajectoryPulseNs = Pulse.Optional<double?>();

    internal static readonly Option<double?> WriteErrorRate = (SharedOptions.WriteErrorRate with
    {
        Range = WriteSolver.WriteErrorRates,
    }).Optional<double?>();

    internal static readonly Option<double> FieldOe = new OptionSpec(
        "--field-oe", "External field along the axis during the pulse; above 0 it holds the starting state")
    {
        Unit = "Oe",
        Range = MonteCarloSettings.FieldsOe,
    }.Optional<double>();

    internal static readonly ChoiceOption<WriteDirection> Direction = new OptionSpec(
        "--direction", "Starting state, which matters with voltage drive or Slonczewski torque")
        .ChoiceWithDefault(WriteDirection.FromParallel, new("p", WriteDirection.FromParallel), new("ap", WriteDirection.FromAntiparallel));

    internal static readonly OptionSpec MethodSpec = new("--method", "How the write error rate is computed");

    internal static readonly ChoiceOption<WerMethod> Method = MethodSpec.Choice<WerMethod>(
        new("fokker-planck", WerMethod.FokkerPlanck, "default"),
        new("monte-carlo", WerMethod.MonteCarlo, "default when --trajectories is given"),
        new("mc-extrapolate", WerMethod.McExtrapolate, "as the source paper"));

    internal static readonly Option<long?> Trajectories = new OptionSpec(
        "--trajectories", "Number of trajectories; without it 20000, or 1 where each is recorded")
    {
        ValueForm = "N",
        Range = MonteCarloSettings.TrajectoryCounts,
    }.Optional<long?>();

    internal static readonly Option<ulong> Seed = SharedOptions.Seed.WithDefault(1UL);

    internal static readonly ChoiceOption<StepScheme> Scheme = new OptionSpec("--scheme", "Integration scheme of trajectories")
        .ChoiceWithDefault(
            StepScheme.Heun,
            new("heun", StepScheme.Heun, "step 0.5 ps"), new("rotating-frame", StepScheme.RotatingFrame, "20 ps"));

    internal static readonly Option<double?> StepPs = new OptionSpec("--step-ps", "Maximum time step of trajectories")
    {
        Unit = "ps",
        Range = MonteCarloSettings.StepsPs,
    }.Optional<double?>();

    internal static readonly ChoiceOption<Precision> PrecisionName = new OptionSpec("--precision", "Precision of trajectories")
        .ChoiceWithDefault(Precision.Single, new("single", Precision.Single), new("double", Precision.Double));

    internal static readonly Option<int> Threads = new OptionSpec(
        "--threads", "Number of threads, 0 for one for each processor; results do not depend on it")
    {
        ValueForm = "N",
        Range = MonteCarloSettings.ThreadCounts,
    }.Optional<int>();

    internal static readonly Option<string?> Out = SharedOptions.Out.Optional<string?>();

    /// <summary>The options that choose a junction and its temperature.</summary>
    internal static IReadOnlyList<Option> OfJunction => [Device, TemperatureK, Temperatures];

    /// <summary>The junction that the options choose.</summary>
    /// <exception cref="InputException">There is none, or it has no barrier that a write error rate is defined for.</exception>
    internal static MagneticTunnelJunction Junction(ParseResult parsed)
    {
        MagneticTunnelJunction junction = AnyJunction(parsed);
        try
        {
            junction.CheckBarrier();
        }
        catch (InputException problem) when (parsed.GetValue(TemperatureK) is { } temperatureK)
        {
            throw new InputException(FormattableString.Invariant($"{TemperatureK.Name} {temperatureK}: {problem.Message}"));
        }

        return junction;
    }

    /// <summary>As <see cref="Junction"/>, at any temperature: trajectories need no barrier.</summary>
    internal static MagneticTunnelJunction AnyJunction(ParseResult parsed)
    {
        MagneticTunnelJunction junction = JunctionLoader.Load(parsed.GetRequiredValue(Device));
        TemperatureModel? model = parsed.IsGiven(Temperatures) ? Temperatures.Of(parsed) : null;
        try
        {
            return junction.At(parsed.GetValue(TemperatureK) ?? junction.TemperatureK, model);
        }
        catch (InputException problem)
        {
            throw new InputException($"{(parsed.GetValue(TemperatureK) is null ? Temperatures.Name : TemperatureK.Name)}: " +
                $"{problem.Message}");
        }
    }

    /// <summary>What changes when a junction is scaled.</summary>
    /// <exception cref="InputException">There is no such path.</exception>
    internal static ScalingPath PathOf(ParseResult parsed) => Path.Of(parsed);

    /// <summary>The junction that the options choose, with the barrier that they choose; that one is not checked.</summary>
    /// <exception cref="InputException">There is none.</exception>
    internal static MagneticTunnelJunction AnyScaledJunction(ParseResult parsed, MagneticTunnelJunction junction)
    {
        if (parsed.GetValue(Delta) is not { } stability)
        {
            return parsed.IsGiven(Path) ? throw new InputException($"{Path.Name}: goes with {Delta.Name}") : junction;
        }

        ScalingPath path = PathOf(parsed);
        try
        {
            return JunctionScaling.To(junction, stability, path);
        }
        catch (InputException problem)
        {
            throw Named(stability, problem);
        }
    }

    /// <summary>As <see cref="AnyScaledJunction"/>, with a barrier that write error rates are defined for.</summary>
    /// <exception cref="InputException">There is none, or its barrier is out of range.</exception>
    internal static MagneticTunnelJunction ScaledJunction(ParseResult parsed)
    {
        MagneticTunnelJunction scaled = AnyScaledJunction(parsed, Junction(parsed));
        try
        {
            scaled.CheckBarrier();
            return scaled;
        }
        catch (InputException problem) when (parsed.GetValue(Delta) is { } stability)
        {
            throw Named(stability, problem);
        }
    }

    private static InputException Named(double stability, InputException problem) =>
        new(FormattableString.Invariant($"{Delta.Name} {stability}: {problem.Message}"));

    /// <summary>The state that a write starts from.</summary>
    /// <exception cref="InputException">There is no such state.</exception>
    internal static WriteDirection DirectionOf(ParseResult parsed) => Direction.Of(parsed);

    internal static double FieldT(ParseResult parsed) =>
        parsed.GetValue(FieldOe) * PhysicalConstants.Oersted * PhysicalConstants.VacuumPermeability;

    internal static WriteSolver Solver(ParseResult parsed, MagneticTunnelJunction junction) =>
        new(junction, DirectionOf(parsed), FieldT(parsed));

    /// <summary>The current in uA, given as such or as a voltage; null when neither is given.</summary>
    internal static double? Current(ParseResult parsed, WriteSolver solver) =>
        (parsed.GetValue(CurrentUa), parsed.GetValue(VoltageV)) switch
        {
            (not null, not null) => throw new InputException("--current-ua and --voltage-v exclude each other"),
            (double current, null) => current,
            (null, double voltage) => solver.CurrentUa(voltage),
            _ => null,
        };

    internal static WerMethod MethodOf(ParseResult parsed) =>
        Method.Of(parsed, parsed.GetValue(Trajectories) is null ? WerMethod.FokkerPlanck : WerMethod.MonteCarlo);

    /// <summary>Refuses options of trajectories where none are run.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="methods">Methods of the command that run trajectories.</param>
    /// <exception cref="InputException">One is given.</exception>
    internal static void CheckNoTrajectories(ParseResult parsed, string methods)
    {
        Option[] trajectoryOptions = [Trajectories, Seed, Threads, StepPs, Scheme, PrecisionName];
        if (trajectoryOptions.FirstOrDefault(parsed.IsGiven) is { } given)
        {
            throw new InputException($"{given.Name}: goes with {Method.Name} {methods}, which run trajectories");
        }
    }

    internal static MonteCarloSettings Settings(ParseResult parsed, long defaultTrajectories = 20_000) => new()
    {
        Trajectories = parsed.GetValue(Trajectories) ?? defaultTrajectories,
        Seed = parsed.GetRequiredValue(Seed),
        StepPs = parsed.GetValue(StepPs),
        Threads = parsed.GetValue(Threads),
        FieldT = FieldT(parsed),
        Scheme = Scheme.Of(parsed),
        Precision = PrecisionName.Of(parsed),
    };

    internal static T Required<T>(ParseResult parsed, Option<T?> option)
        where T : struct => parsed.GetValue(option) ?? throw new InputException($"{option.Name} is missing");

    internal static string RequiredFile(ParseResult parsed)
    {
        string path = parsed.GetValue(Out) ?? throw new InputException("--out is missing: the file to write");
        OutputFile.Check(path);
        return path;
    }

    /// <summary>Runs trajectories, with progress on stderr; Ctrl-C stops them.</summary>
    internal static T RunTrajectories<T>(Func<CancellationToken, Action<int, int>, T> work)
    {
        using var interrupt = new InterruptToken();
        return ProgressLine.Run("blocks of trajectories", report => work(interrupt.Token, report));
    }

    internal static void AddPoint(ResultList results, JunctionWritePoint point)
    {
        results.Add("current_ua", point.CurrentUa);
        results.Add("pulse_ns", point.PulseNs);
        results.Add("voltage_v", point.VoltageV);
        results.Add("energy_pj_p", point.EnergyPjParallel);
        results.Add("energy_pj_ap", point.EnergyPjAntiparallel);
    }

    // A file is a file, whatever its name ends in.
    private static string AsPath(string file) =>
        file == "-" || file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? file : System.IO.Path.Combine(".", file);
}
