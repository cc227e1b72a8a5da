using System.CommandLine;
using CycleSim.Cli.Commands.Device;
using CycleSim.Cli.Output;
using CycleSim.Device.Variation;
using CycleSim.Device.WriteVerify;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Reliability;

/// <summary>`cyclesim reliability verify`: wrong bits are found by a read and written again.</summary>
internal static class ReliabilityVerifyCommand
{
    // Keys with times in their names are columns of published tables; the same without them follows the options.
    private const double TablePulseNs = 10;
    private const double TableVerifyNs = 5;
    private const double TableToggleProbability = 0.5;

    private static readonly Option<int?> MaxAttempts = new OptionSpec("--max-attempts", "Attempts that are allowed, the first included")
    {
        ValueForm = "N",
        Range = new(1, AttemptStatistics.MaxAttempts),
        Since = "0.2",
    }.Optional<int?>();

    private static readonly Option<double?> WerPerAttempt = new OptionSpec(
        "--wer-per-attempt", "Write error rate of an attempt, of equal cells whose attempts are independent; instead of a write point")
    {
        ValueForm = "RATE",
        Range = new(0, 1),
        Since = "0.2",
    }.Optional<double?>();

    private static readonly Option<double?> TargetResidual = new OptionSpec(
        "--target-residual-wer", "Share of toggling bits that may stay wrong after the last attempt; gives the current")
    {
        ValueForm = "RATE",
        Range = PopulationOptions.MeanRates,
        Since = "0.2",
    }.Optional<double?>();

    private static readonly Option<double> VerifyNs = new OptionSpec("--verify-ns", "Time of a verification")
    {
        Unit = "ns",
        Range = new(0, WriteSolver.MaxPulseNs),
        Since = "0.2",
    }.WithDefault(TableVerifyNs);

    internal static Command Create()
    {
        var command = new Command(
            "verify",
            "Write, verify, write again: attempts, time, pulses and residual errors of a bit and of a word. Slow cells fail again more\n" +
            "often than independent attempts would; for them give a write point and a variation instead of a rate.\n\n" +
            "Example: cyclesim reliability verify --max-attempts 3 --wer-per-attempt 8e-4 --word-bits 512\n" +
            "Example: cyclesim reliability verify --max-attempts 3 --current-ua 131.4557 --pulse-ns 10 --variation typical\n" +
            "Example: cyclesim reliability verify --max-attempts 2 --pulse-ns 10 --target-residual-wer 8.62e-10 --variation typical")
        {
            MaxAttempts, WordOptions.WordBits, WordOptions.ToggleProbability, WerPerAttempt, DeviceOptions.CurrentUa,
            DeviceOptions.PulseNs, TargetResidual, VerifyNs, DeviceOptions.Json,
        };
        command.AddOptions(PopulationOptions.All);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, DeviceOptions.Json);
        int attempts = DeviceOptions.Required(parsed, MaxAttempts);
        int bits = parsed.GetRequiredValue(WordOptions.WordBits);
        double toggle = parsed.GetRequiredValue(WordOptions.ToggleProbability);
        var results = new ResultList();
        results.Add("max_attempts", attempts);
        results.Add("word_bits", bits);
        results.Add("toggle_probability", toggle);
        double? pulseNs = parsed.GetValue(DeviceOptions.PulseNs);
        if (parsed.GetValue(WerPerAttempt) is { } rate)
        {
            CheckAlone(parsed);
            results.Add("wer_per_attempt", rate);
            AttemptStatistics statistics = AttemptStatistics.OfEqualCells(rate, attempts, bits, toggle);
            AddStatistics(results, statistics);
            AddTimes(results, statistics, pulseNs, parsed.GetRequiredValue(VerifyNs));
        }
        else
        {
            CellPopulation population = PopulationOptions.Population(parsed);
            VerifiedWritePoint point = Point(parsed, population, attempts);
            AttemptStatistics statistics = new(point.Failures, bits, toggle);
            PopulationOptions.Add(results, parsed);
            AddPoint(results, parsed, population, point);
            AddStatistics(results, statistics);
            AddTimes(results, statistics, point.PulseNs, parsed.GetRequiredValue(VerifyNs));
            AddEnergies(results, statistics, population.EnergyPj(point.CurrentUa, point.PulseNs));
        }

        results.Print(output);
        return ExitCode.Done;
    }

    /// <summary>A rate says all about the cells.</summary>
    private static void CheckAlone(ParseResult parsed)
    {
        Option? other = parsed.IsGiven(DeviceOptions.CurrentUa) ? DeviceOptions.CurrentUa
            : parsed.IsGiven(TargetResidual) ? TargetResidual : PopulationOptions.Given(parsed);
        if (other is not null)
            throw new InputException($"{WerPerAttempt.Name} and {other.Name} exclude each other");
        if (parsed.IsGiven(VerifyNs) && !parsed.IsGiven(DeviceOptions.PulseNs))
            throw new InputException($"{VerifyNs.Name}: goes with {DeviceOptions.PulseNs.Name}");
    }

    private static VerifiedWritePoint Point(ParseResult parsed, CellPopulation population, int attempts)
    {
        double? currentUa = parsed.GetValue(DeviceOptions.CurrentUa);
        double? target = parsed.GetValue(TargetResidual);
        if (currentUa is null == target is null)
            throw new InputException(
                $"give exactly one of {WerPerAttempt.Name}, {DeviceOptions.CurrentUa.Name} and {TargetResidual.Name}");
        double pulseNs = DeviceOptions.Required(parsed, DeviceOptions.PulseNs);
        return currentUa is { } current
            ? VerifiedWritePoint.At(population, current, pulseNs, attempts)
            : VerifiedWritePoint.Reaching(population, target!.Value, pulseNs, attempts);
    }

    private static void AddPoint(ResultList results, ParseResult parsed, CellPopulation population, VerifiedWritePoint point)
    {
        results.Add("current_ua", point.CurrentUa);
        results.Add("pulse_ns", point.PulseNs);
        if (parsed.GetValue(TargetResidual) is { } target)
            results.Add("target_residual_wer", target);
        results.Add("wer_nominal_cell", population.NominalRate(point.CurrentUa, point.PulseNs));
        results.Add("wer_population_mean", point.Failures[0]);
        results.Add("wer_first_attempt_mean", point.Failures[0]);
    }

    private static void AddStatistics(ResultList results, AttemptStatistics statistics)
    {
        results.Add("residual_wer_per_toggling_bit", statistics.ResidualRate);
        PopulationOptions.Add(results, "residual_over_independent", statistics.ResidualOverIndependent);
        results.Add("pulses_per_toggling_bit", statistics.PulsesPerTogglingBit);
        results.Add("attempts_per_word_mean", statistics.MeanAttempts);
        results.Add("attempts_per_word_sd", statistics.DeviationOfAttempts);
        results.Add("p_word_needs_second_attempt", statistics.NeedsSecondAttempt);
        results.Add("p_word_uses_last_attempt", statistics.UsesLastAttempt);
        results.Add("p_word_unfinished", statistics.Unfinished);
        results.Add("pulses_per_word_failing_bits_only", statistics.PulsesOfFailingBits);
        results.Add("pulses_per_word_all_toggling_bits", statistics.PulsesOfTogglingBits);
        results.Add("pulses_per_word_all_bits", statistics.PulsesOfAllBits);
    }

    private static void AddTimes(ResultList results, AttemptStatistics statistics, double? pulseNs, double verifyNs)
    {
        results.Add("latency_ns_mean_at_10ns_pulse_5ns_verify", statistics.MeanLatencyNs(TablePulseNs, TableVerifyNs));
        if (pulseNs is not { } pulse)
            return;
        results.Add("verify_ns", verifyNs);
        results.Add("latency_ns_mean", statistics.MeanLatencyNs(pulse, verifyNs));
        results.Add("latency_ns_max", statistics.MaxLatencyNs(pulse, verifyNs));

        // Where only one attempt is allowed, nothing needs to be verified.
        results.Add("latency_ns_mean_with_5ns_verify", statistics.MeanLatencyNs(pulse, statistics.Attempts == 1 ? 0 : TableVerifyNs));
    }

    private static void AddEnergies(ResultList results, AttemptStatistics statistics, double pulsePj)
    {
        results.Add("energy_p_pj_per_pulse", pulsePj);
        results.Add("write_energy_pj_per_stored_bit", statistics.StoredBitPj(pulsePj));
        results.Add("write_energy_pj_per_stored_bit_at_toggle_0.5", statistics.StoredBitPj(pulsePj, TableToggleProbability));
        results.Add("write_energy_pj_per_word_mean", statistics.MeanWordPj(pulsePj));
        results.Add("write_energy_pj_per_word_max", statistics.MaxWordPj(pulsePj));
    }
}
