using System.CommandLine;
using CycleSim.Cli.Commands.Device;
using CycleSim.Cli.Output;
using CycleSim.Device.Codes;
using CycleSim.Device.Junction;
using CycleSim.Device.Retention;
using CycleSim.Device.WordErrors;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Reliability;

/// <summary>`cyclesim reliability scrub`: memories that are read and corrected at intervals.</summary>
internal static class ReliabilityScrubCommand
{
    // No scrubber reads a memory more often.
    private const double MinIntervalS = 1e-6;

    private static readonly Option<double?> IntervalS = new OptionSpec("--scrub-interval-s", "Time between two scrubs of a word")
    {
        Unit = "s",
        Range = Scrubbing.LifetimesS,
        Since = "0.2",
    }.Optional<double?>();

    private static readonly Option<double> MemoryDataBits = new OptionSpec("--memory-data-bits", "Data bits of the memory")
    {
        ValueForm = "N",
        Range = Scrubbing.MemoryDataBits,
        Since = "0.2",
    }.WithDefault(8388608.0);

    private static readonly Option<double?> Target = new OptionSpec(
        "--target-p-memory-over-lifetime", "Find the interval: probability that any word of the memory is lost over the lifetime")
    {
        ValueForm = "RATE",
        Range = FailureTarget.Values,
        Since = "0.2",
    }.Optional<double?>();

    internal static Command Create()
    {
        var command = new Command(
            "scrub",
            "Failure of a memory that is read and corrected at intervals, or the interval that it needs. Cells have the tau_D of the " +
            "junction at any barrier.\n\n" +
            "Example: cyclesim reliability scrub --code sec-ded --data-bits 64 --delta 40 --scrub-interval-s 60\n" +
            "Example: cyclesim reliability scrub --code bch2 --data-bits 64 --delta 35 --target-p-memory-over-lifetime 1e-3")
        {
            CodeOptions.Code, CodeOptions.DataBits, DeviceOptions.Delta, IntervalS, Target, LifetimeOptions.LifetimeS, MemoryDataBits,
        };
        command.AddOptions(DeviceOptions.OfJunction);
        command.AddOptions([DeviceOptions.Json]);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, DeviceOptions.Json);
        double? intervalS = parsed.GetValue(IntervalS);
        double? target = parsed.GetValue(Target);
        if (intervalS is null == target is null)
            throw new InputException($"give one of {IntervalS.Name} and {Target.Name}");
        ErrorCorrectingCode code = CodeOptions.Of(parsed);
        MagneticTunnelJunction junction = DeviceOptions.Junction(parsed);
        double stability = parsed.GetValue(DeviceOptions.Delta) is { } given
            ? JunctionScaling.To(junction, given, ScalingPath.Area).ThermalStability : junction.ThermalStability;
        double lifetimeS = parsed.GetValue(LifetimeOptions.LifetimeS) ?? RetentionSolver.TenYearsS;
        double memoryBits = parsed.GetValue(MemoryDataBits);
        double storedBits = memoryBits * code.CodewordBits / code.DataBits;
        Scrubbing memory = new(code, stability, junction.CharacteristicTimeS, lifetimeS, memoryBits);
        var results = new ResultList();
        results.Add("delta", stability);
        results.Add("code", code.Name);
        results.Add("lifetime_s", lifetimeS);
        results.Add("memory_data_bits", memoryBits);
        if (intervalS is { } interval)
            AddFailure(results, interval, memory.Every(interval));
        else
            AddInterval(results, target!.Value, memory.IntervalFor(target.Value), lifetimeS, storedBits);
        results.Print(output);
        return ExitCode.Done;
    }

    private static void AddFailure(ResultList results, double intervalS, ScrubbedFailure failure)
    {
        results.Add("scrub_interval_s", intervalS);
        results.Add("p_bit_per_interval", failure.BitPerInterval);
        results.Add("p_word_uncorrectable_per_interval", failure.WordPerInterval);
        results.Add("p_word_uncorrectable_over_lifetime", failure.Word);
        results.Add("p_memory_uncorrectable_over_lifetime", failure.Memory);
        results.Add("word_failure_rate_per_s", failure.WordRatePerS);
        results.Add("p_word_uncorrectable_over_lifetime_without_scrub", failure.WordWithoutScrub);
        results.Add("bits_read_per_data_bit_over_lifetime", failure.BitsReadPerDataBit);
    }

    private static void AddInterval(ResultList results, double target, double? intervalS, double lifetimeS, double storedBits)
    {
        results.Add("target_p_memory_over_lifetime", target);
        results.Add("scrub_interval_s", intervalS);
        results.Add("note", intervalS switch
        {
            null => "no interval does it",
            < MinIntervalS => "below 1 us",
            { } found when found >= lifetimeS => "no scrub needed",
            _ => null,
        });
        results.Add("scrub_bits_per_s", storedBits / intervalS);
    }
}
