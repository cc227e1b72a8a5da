using System.CommandLine;
using CycleSim.Cli.Commands.Device;
using CycleSim.Cli.Output;
using CycleSim.Device.WriteVerify;
using CycleSim.Device.Writing;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Reliability;

/// <summary>`cyclesim reliability terminate`: pulses that end when the cell has switched.</summary>
internal static class ReliabilityTerminateCommand
{
    private static readonly Option<double?> MaxPulseNs = new OptionSpec(
        "--longest-pulse-ns", "Pulse of a cell that has not switched before")
    {
        Unit = "ns",
        Range = WriteSolver.PulsesNs,
        Since = "0.2",
    }.Optional<double?>();

    private static readonly Option<double> DetectionDelayNs = new OptionSpec(
        "--detection-delay-ns", "Time from the moment at which a cell has switched to the end of its pulse")
    {
        Unit = "ns",
        Range = new(0, WriteSolver.MaxPulseNs),
        Since = "0.2",
    }.WithDefault(0.0);

    internal static Command Create()
    {
        var command = new Command(
            "terminate",
            "Write termination: a pulse ends when its cell has switched, at the latest after the longest pulse; time and energy.\n\n" +
            "Example: cyclesim reliability terminate --current-ua 178 --longest-pulse-ns 10 --detection-delay-ns 1 --word-bits 512")
        {
            DeviceOptions.CurrentUa, MaxPulseNs, DetectionDelayNs, WordOptions.WordBits, WordOptions.ToggleProbability,
            DeviceOptions.Json,
        };
        command.AddOptions(DeviceOptions.OfJunction);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, DeviceOptions.Json);
        double currentUa = DeviceOptions.Required(parsed, DeviceOptions.CurrentUa);
        double maxNs = DeviceOptions.Required(parsed, MaxPulseNs);
        double delayNs = parsed.GetRequiredValue(DetectionDelayNs);
        int bits = parsed.GetRequiredValue(WordOptions.WordBits);
        double toggle = parsed.GetRequiredValue(WordOptions.ToggleProbability);
        TerminatedWrite write = new TerminationSolver(DeviceOptions.Junction(parsed), currentUa, maxNs).Solve(delayNs, bits, toggle);
        var results = new ResultList();
        results.Add("device", DeviceOptions.Junction(parsed).Name);
        results.Add("current_ua", currentUa);
        results.Add("longest_pulse_ns", maxNs);
        results.Add("detection_delay_ns", delayNs);
        results.Add("word_bits", bits);
        results.Add("toggle_probability", toggle);
        results.Add("wer_at_longest_pulse", write.RateAtMaxPulse);
        results.Add("pulse_ns_mean_per_toggling_bit", write.MeanPulseNs);
        results.Add("pulse_ns_sd_per_toggling_bit", write.DeviationOfPulseNs);
        results.Add("pulse_ns_mean_first_passage_of_z0", write.MeanPulseToFirstCrossingNs);
        results.Add("word_ns_mean_until_last_toggling_bit", write.MeanWordNs);
        results.Add("energy_p_pj_per_toggling_bit_fixed_pulse", write.FixedPulsePj);
        results.Add("energy_p_pj_per_toggling_bit_terminated", write.TerminatedPj);
        results.Add("energy_p_pj_per_stored_bit_terminated", write.StoredBitPj);
        results.Add("energy_terminated_over_fixed", write.FixedPulsePj > 0 ? write.TerminatedPj / write.FixedPulsePj : null);
        results.Add("energy_p_pj_per_stored_bit_word_terminated_together_all_toggling", write.StoredBitOfWordPj);
        results.Print(output);
        return ExitCode.Done;
    }
}
