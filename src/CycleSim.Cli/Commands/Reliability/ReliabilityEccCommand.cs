using System.CommandLine;
using System.Globalization;
using CycleSim.Cli.Commands.Device;
using CycleSim.Cli.Output;
using CycleSim.Device.CodedWrites;
using CycleSim.Device.Codes;
using CycleSim.Device.Junction;
using CycleSim.Device.Variation;
using CycleSim.Device.WordErrors;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Reliability;

/// <summary>`cyclesim reliability ecc`: what an error correcting code costs, and what it makes of errors.</summary>
internal static class ReliabilityEccCommand
{
    // What costs are compared with: this many bits without a code, that meet the same target.
    private const int UncodedBits = 64;

    private static readonly Option<double?> RawBitErrorRate = new OptionSpec(
        "--raw-bit-error-rate", "Probability that a stored bit is wrong, of data bits where --toggle-probability is given")
    {
        ValueForm = "RATE",
        Range = WordFailureModel.RawBitErrorRates,
        Since = "0.2",
    }.Optional<double?>();

    private static readonly Option<double?> ToggleProbability = (WordOptions.Toggles with
    {
        Range = ToggleFailureModel.ToggleProbabilities,
        FormerNames = [new("--toggle-probability-data")],
    }).Optional<double?>();

    private static readonly Option<double?> WriteErrorRate = (SharedOptions.WriteErrorRate with
    {
        Range = WordFailureModel.RawBitErrorRates,
    }).Optional<double?>();

    private static readonly ChoiceOption<Held?> HeldFixed = new OptionSpec(
        "--held-fixed", "With a target, search the weakest write that meets it, with this held fixed")
    {
        Since = "0.2",
    }.Choice<Held?>(new("pulse", Held.Pulse, DeviceOptions.PulseNs.Name), new("current", Held.Current, DeviceOptions.CurrentUa.Name));

    private enum Held
    {
        Pulse,
        Current,
    }

    internal static Command Create()
    {
        var command = new Command(
            "ecc",
            "Check bits, failure of words, errors after decoding and the raw error rate that an error correcting code allows.\n\n" +
            "Example: cyclesim reliability ecc --code sec-ded --data-bits 64 --raw-bit-error-rate 1e-6\n" +
            "Example: cyclesim reliability ecc --code bch2 --data-bits 64 --toggle-probability 0.25 --write-error-rate 1e-4\n" +
            "Example: cyclesim reliability ecc --code bch2 --data-bits 64 --target-word-failure 1e-15\n" +
            "Example: cyclesim reliability ecc --code sec --target-kind ber --target 1e-9 --held-fixed pulse --pulse-ns 10\n" +
            "Example: cyclesim reliability ecc --code bch3 --target 1e-15 --held-fixed current --current-ua 150 --variation typical")
        {
            CodeOptions.Code, CodeOptions.DataBits, RawBitErrorRate, ToggleProbability, WriteErrorRate,
        };
        command.AddOptions(TargetOptions.All);
        command.AddOptions([HeldFixed, DeviceOptions.PulseNs, DeviceOptions.CurrentUa]);
        command.AddOptions(PopulationOptions.All);
        command.AddOptions([DeviceOptions.Json]);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, DeviceOptions.Json);
        ErrorCorrectingCode code = CodeOptions.Of(parsed);
        FailureTarget? target = TargetOptions.Of(parsed);
        CheckWrite(parsed, target);
        WordFailureModel model = new(code);
        var results = new ResultList();
        bool asksForCode = target is null && !parsed.IsGiven(ToggleProbability) && !parsed.IsGiven(WriteErrorRate);
        AddCode(results, code);
        if (asksForCode || parsed.IsGiven(RawBitErrorRate))
            AddWeights(results, model);
        AddErrors(parsed, results, model);
        if (target is not null)
            AddTarget(parsed, results, code, target);
        results.Print(output);
        return ExitCode.Done;
    }

    private static void AddCode(ResultList results, ErrorCorrectingCode code)
    {
        results.Add("code", code.Name);
        results.Add("family", code.Family);
        results.Add("data_bits", code.DataBits);
        results.Add("check_bits", code.CheckBits);
        results.Add("codeword_bits", code.CodewordBits);
        results.Add("t_correct", code.CorrectableBits);
        results.Add("d_min", code.MinDistance);
        results.Add("field_degree_m", code.FieldDegree);
        results.Add("generator_hex", code.Generator is { } generator
            ? "0x" + generator.ToString("x", CultureInfo.InvariantCulture).TrimStart('0') : null);
        results.Add("check_bits_per_data_bit", (double)code.CheckBits / code.DataBits);
        results.Add("stored_bits_per_data_bit", (double)code.CodewordBits / code.DataBits);
        results.Add("encoder_xor2_count", code.Encoder?.XorCount);
        results.Add("encoder_widest_row", code.Encoder?.WidestRow);
        results.Add("encoder_xor2_depth", code.Encoder?.XorDepth);
    }

    /// <summary>Counting codewords may take seconds, so targets and writes, which need no counts, do without them.</summary>
    private static void AddWeights(ResultList results, WordFailureModel model)
    {
        results.Add("codewords_of_weight_dmin", Codewords(model, model.Code.MinDistance));
        results.Add("codewords_of_weight_dmin_plus_1", Codewords(model, model.Code.MinDistance + 1));
    }

    private static object? Codewords(WordFailureModel model, int weight) => model.Code.CheckBits == 0 ? null
        : model.CodewordsOfWeight(weight) is { } count && count <= long.MaxValue ? (long)count
        : (double?)model.CodewordsOfWeight(weight);

    private static void AddErrors(ParseResult parsed, ResultList results, WordFailureModel model)
    {
        double? raw = parsed.GetValue(RawBitErrorRate);
        double? toggle = parsed.GetValue(ToggleProbability);
        double? write = parsed.GetValue(WriteErrorRate);
        if (raw is not null && write is not null)
            throw new InputException($"{RawBitErrorRate.Name} and {WriteErrorRate.Name} exclude each other");
        if (toggle is null && write is null)
        {
            if (raw is { } rate)
                AddFailure(results, model.At(rate));
            return;
        }

        if (toggle is null || (write ?? raw) is null)
        {
            throw new InputException(
                $"{ToggleProbability.Name} goes with {WriteErrorRate.Name}, or with {RawBitErrorRate.Name} of the data bits");
        }

        AddToggles(results, ToggleFailureModel.At(model.Code, toggle.Value, write ?? WriteOf(raw!.Value, toggle.Value)));
    }

    /// <summary>The write error rate that leaves data bits with a raw bit error rate.</summary>
    private static double WriteOf(double raw, double toggle) => ToggleFailureModel.WriteErrorRate(toggle, raw)
        ?? throw new InputException(FormattableString.Invariant(
            $"{RawBitErrorRate.Name} {raw}: data bits that toggle with probability {toggle} err less often; allowed: below that"));

    private static void AddFailure(ResultList results, WordFailure failure)
    {
        results.Add("raw_bit_error_rate", failure.RawBitErrorRate);
        results.Add("p_word_uncorrectable", failure.Uncorrectable);
        results.Add("p_word_detected", failure.Detected);
        results.Add("p_word_miscorrected_exact", failure.Miscorrected);
        results.Add("p_word_miscorrected_uniform_syndrome", failure.MiscorrectedUniform);
        results.Add("ber_after_raw_on_failure", failure.BitErrorRate);
        results.Add("ber_after_upper_bound", failure.BitErrorRateUpperBound);
        results.Add("ber_after_exact", failure.BitErrorRateExact);
        results.Add("ber_after_uniform_syndrome", failure.BitErrorRateUniform);
    }

    private static void AddToggles(ResultList results, ToggleFailure failure)
    {
        results.Add("toggle_probability_data", failure.ToggleProbability);
        results.Add("wer", failure.WriteErrorRate);
        results.Add("raw_bit_error_rate_data", failure.DataBitErrorRate);
        results.Add("raw_bit_error_rate_mean", failure.MeanBitErrorRate);
        results.Add("raw_bit_error_rate_data_stationary", failure.StationaryDataBitErrorRate);
        results.Add("pulses_per_data_bit_toggling_only", failure.PulsesPerDataBit);
        results.Add("p_word_uncorrectable", failure.Uncorrectable);
        results.Add("p_word_uncorrectable_mean_rate_binomial", failure.UncorrectableAtMeanRate);
        results.Add("p_word_uncorrectable_flip_model", failure.UncorrectableWhenAllFail);
    }

    private static void AddTarget(ParseResult parsed, ResultList results, ErrorCorrectingCode code, FailureTarget target)
    {
        double allowed = target.AllowedRawBitErrorRate(code);
        results.Add("target_kind", target.Kind.ToString().ToLowerInvariant());
        results.Add("memory_bytes", parsed.GetValue(TargetOptions.MemoryBytes));
        results.Add("target", target.Value);
        results.Add("raw_bit_error_rate_allowed", allowed);
        results.Add("wer_allowed_at_toggle_0.5", Math.Min(1, 2 * allowed));
        results.Add("log10_raw_allowed", Math.Log10(allowed));
        if (HeldFixed.Of(parsed, null) is { } held)
            AddWrite(parsed, results, code, target, held);
    }

    /// <summary>The options of a write go together, and say what is held fixed.</summary>
    private static void CheckWrite(ParseResult parsed, FailureTarget? target)
    {
        Option[] options = [DeviceOptions.PulseNs, DeviceOptions.CurrentUa, .. PopulationOptions.All];
        Held? held = HeldFixed.Of(parsed, null);
        if (held is null && options.FirstOrDefault(option => parsed.IsGiven(option)) is { } alone)
            throw new InputException($"{alone.Name}: goes with {HeldFixed.Name} pulse or current");
        if (held is null)
            return;
        if (target is null)
            throw new InputException($"{HeldFixed.Name} goes with {TargetOptions.WordFailure.Name} or {TargetOptions.Target.Name}");
        (Option needed, Option other) = held == Held.Pulse
            ? ((Option)DeviceOptions.PulseNs, (Option)DeviceOptions.CurrentUa) : (DeviceOptions.CurrentUa, DeviceOptions.PulseNs);
        if (!parsed.IsGiven(needed))
            throw new InputException($"{needed.Name} is missing: it is held fixed");
        if (parsed.IsGiven(other))
            throw new InputException($"{other.Name}: follows from the target, with {HeldFixed.Name} {HeldFixed.NameOf(held)}");
    }

    private static void AddWrite(ParseResult parsed, ResultList results, ErrorCorrectingCode code, FailureTarget target, Held held)
    {
        MagneticTunnelJunction junction = DeviceOptions.Junction(parsed);
        bool isOneCell = PopulationOptions.IsOneCell(parsed);
        IWritePoints points =
            isOneCell ? new WriteSolver(junction) : new PopulationWritePoints(PopulationOptions.Population(parsed));
        CodedWriteModel model = new(points, junction.Resistance);
        CodedWrite Write(ErrorCorrectingCode one) => held == Held.Pulse
            ? model.AtPulse(one, target, DeviceOptions.Required(parsed, DeviceOptions.PulseNs))
            : model.AtCurrent(one, target, DeviceOptions.Required(parsed, DeviceOptions.CurrentUa));
        CodedWrite write = Write(code);
        results.Add("variation_set", PopulationOptions.SetName(parsed));
        if (!isOneCell)
            PopulationOptions.Add(results, parsed);
        results.Add("wer_allowed_population_mean", write.WriteErrorRate);
        results.Add("held_fixed", HeldFixed.NameOf(held));
        results.Add("pulse_ns", write.Point.PulseNs);
        results.Add("current_ua", write.Point.CurrentUa);
        results.Add("energy_p_pj_per_cell", write.EnergyPjPerCell);
        results.Add("energy_p_pj_per_data_bit", write.EnergyPjPerDataBit);
        results.Add("energy_relative_to_no_ecc", EnergyRelative(write, () => Write(CodeTable.Create("none", UncodedBits))));
    }

    /// <summary>Null where no write meets the target without a code.</summary>
    private static double? EnergyRelative(CodedWrite write, Func<CodedWrite> uncoded)
    {
        try
        {
            return write.EnergyPjPerDataBit / uncoded().EnergyPjPerDataBit;
        }
        catch (InputException)
        {
            return null;
        }
    }
}
