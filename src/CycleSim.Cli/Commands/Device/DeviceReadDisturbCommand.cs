using System.CommandLine;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Text;
using CycleSim.Device.Junction;
using CycleSim.Device.Reading;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>`cyclesim device read-disturb`: how often a read changes the bit that it reads.</summary>
internal static class DeviceReadDisturbCommand
{
    private static readonly Option<double?> GapNs = new OptionSpec(
        "--gap-ns", "Pause between the reads of a long train; without it reads are far apart")
    {
        Unit = "ns",
        Range = ReadDisturbSolver.GapsNs,
        Since = "0.2",
    }.Optional<double?>();

    private static readonly Option<double?> Reads = new OptionSpec("--reads", "Number of reads, far apart or in a train")
    {
        ValueForm = "N",
        Range = new NumberRange(1, 1e18),
        Since = "0.2",
    }.Optional<double?>();

    internal static Command Create()
    {
        var command = new Command(
            "read-disturb",
            "Probability that reads change the bit that they read. The disturb counts cells that fall over after the read has ended " +
            "(p_disturb_...), unlike p_other_side_at_end_of_read.\n\n" +
            "Example: cyclesim device read-disturb --read-current-ua 20 --read-ns 5\n" +
            "Example: cyclesim device read-disturb --delta 40 --scaling-path area --read-current-ua 10 --read-ns 2 --gap-ns 5 --reads 1e6")
        {
            ReadOptions.ReadCurrentUa, ReadOptions.ReadNs, GapNs, Reads, DeviceOptions.Direction,
        };
        command.AddOptions(DeviceOptions.OfJunction);
        command.AddOptions([DeviceOptions.Delta, DeviceOptions.Path, DeviceOptions.Json]);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, DeviceOptions.Json);
        if (parsed.GetValue(Reads) is { } number && number != Math.Floor(number))
            throw new InputException(FormattableString.Invariant($"{Reads.Name} {number}: must be a whole number"));
        double currentUa = DeviceOptions.Required(parsed, ReadOptions.ReadCurrentUa);
        double readNs = DeviceOptions.Required(parsed, ReadOptions.ReadNs);
        MagneticTunnelJunction junction = DeviceOptions.ScaledJunction(parsed);
        ReadDisturbSolver solver = new(junction, DeviceOptions.DirectionOf(parsed));
        ReadDisturb read = solver.Single(currentUa, readNs);
        double overdrive = currentUa * 1e-6 / junction.CriticalCurrentA;
        var results = new ResultList();
        results.Add("cell", NameOf(parsed, junction));
        results.Add("delta", junction.ThermalStability);
        results.Add("ic0_ua", junction.CriticalCurrentA * 1e6);
        results.Add("tau_d_ns", junction.CharacteristicTimeS * 1e9);
        results.Add("read_current_ua", currentUa);
        results.Add("i_over_ic0", overdrive);
        results.Add("read_ns", readNs);
        results.Add("p_other_side_at_end_of_read", read.OtherSideAtEnd);
        results.Add("p_disturb_per_read_after_relaxing", read.PerRead);
        AddSteady(results, solver.Steady(currentUa, readNs), parsed.GetValue(GapNs) is not null);
        foreach ((string count, double reads) in new[] { ("1000", 1e3), ("1e+06", 1e6), ("1e+09", 1e9), ("1e+12", 1e12), ("1e+15", 1e15) })
            results.Add($"p_disturb_after_{count}_separate_reads", read.AfterReads(reads));
        AddTrain(parsed, results, solver, read);
        results.Print(output);
        return ExitCode.Done;
    }

    /// <summary>The junction's name, or how it was scaled to what barrier.</summary>
    private static string NameOf(ParseResult parsed, MagneticTunnelJunction junction) =>
        parsed.GetValue(DeviceOptions.Delta) is { } stability
            ? FormattableString.Invariant($"{DeviceOptions.PathOf(parsed).ToString().ToLowerInvariant()}-{stability}")
            : junction.Name;

    private static void AddSteady(ResultList results, SteadyEscape? steady, bool isTrain)
    {
        SteadyEscape? shown = steady is { HasBarrier: true } || isTrain ? steady : null;
        results.Add("escape_rate_steady_per_s", shown?.RatePerS);
        results.Add("p_disturb_from_steady_rate", shown?.Disturb);
        results.Add("escape_rate_kramers_per_s", shown?.KramersRatePerS);
    }

    private static void AddTrain(ParseResult parsed, ResultList results, ReadDisturbSolver solver, ReadDisturb read)
    {
        double? reads = parsed.GetValue(Reads);
        if (parsed.GetValue(GapNs) is { } gapNs)
        {
            double currentUa = DeviceOptions.Required(parsed, ReadOptions.ReadCurrentUa);
            double readNs = DeviceOptions.Required(parsed, ReadOptions.ReadNs);
            ReadDisturb train = new(read.OtherSideAtEnd, solver.PerReadOfTrain(currentUa, readNs, gapNs));
            results.Add("p_other_side_at_end_of_single_read", read.OtherSideAtEnd);
            results.Add("p_disturb_single_read_after_relaxing", read.PerRead);
            results.Add("gap_ns", gapNs);
            results.Add("p_disturb_per_read_in_train", train.PerRead);
            results.Add(FormattableString.Invariant($"p_disturb_per_read_in_train_gap_{gapNs}ns"), train.PerRead);
            read = train;
        }

        if (reads is not { } count)
            return;
        results.Add("reads", count);
        results.Add("p_disturb_after_reads", read.AfterReads(count));
    }
}
