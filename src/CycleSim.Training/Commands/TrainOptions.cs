using System.CommandLine;
using CycleSim.Configuration.Text;
using CycleSim.Device.Codes;
using CycleSim.Platform;
using CycleSim.Terminal.Options;
using CycleSim.Training.Errors;
using CycleSim.Training.Formats;
using CycleSim.Training.Running;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Training.Commands;

/// <summary>The options of a training run that decide what is computed.</summary>
internal static class TrainOptions
{
    private const string AllRoles = "all";

    private static readonly TrainingOptions Defaults = new();

    private static readonly Option<int> Epochs = SharedOptions.Epochs.WithDefault(Defaults.Epochs);

    private static readonly Option<int> Batch = (SharedOptions.Batch with
    {
        Range = TrainingStepLowering.BatchSizes,
    }).WithDefault(Defaults.Batch);

    private static readonly Option<ulong> Seed = SharedOptions.Seed.WithDefault(Defaults.Seed);

    private static readonly Option<int> Threads = new OptionSpec(
        "--threads", "Number of threads; results are equal, bit for bit, for equal numbers of threads")
    {
        ValueForm = "N",
        Range = new(1, 1024),
    }.WithDefault(Defaults.Threads);

    private static readonly Option<bool> NoAugmentation =
        new("--no-augmentation") { Description = "Do not shift and mirror colour images" };

    private static readonly Option<bool> MasterWeights = new("--master-weights")
    {
        Description = "The optimizer keeps weights without wrong bits; writes fail only in the stored copy that the network computes with",
    };

    private static readonly Option<bool> FlushToZero = new("--flush-to-zero")
    {
        Description = "Denormal numbers count as zeros, as in arithmetic units without them; needs --threads 1",
    };

    private static readonly Option<long?> MaxSteps = SharedOptions.MaxSteps.Optional<long?>();

    private static readonly Option<int?> TestImages = SharedOptions.TestImages.Optional<int?>();

    private static readonly Option<int> CheckpointEvery = new OptionSpec("--checkpoint-every", "Steps between checkpoints")
    {
        ValueForm = "N",
        Range = NumberRange.AtLeast(1),
    }.WithDefault(Defaults.CheckpointEvery);

    private static readonly Option<string?> Rate = (SharedOptions.WriteErrorRate with
    {
        Meaning = "Write error rate of the bits in --bits: probability that the write of a bit fails, e.g. 8e-4; "
            + $"{SharedOptions.ErrorModel.Name} says what it leaves",
    }).Optional<string?>();

    private static readonly Option<string?> WritePoint = new("--write-point")
    {
        HelpName = "POINT",
        Description = $"Take the write error rate from a write point: {WritePointRate.Forms}",
    };

    private static readonly Option<string> Bits = new("--bits")
    {
        HelpName = "BITS",
        Description = "Bits with that rate, by field of the number format or by number: all, sign, exponent, mantissa (of int8 all below " +
            "the sign), scale (that of a block), mantissa:N (its N lowest), 7, 0-15, joined by commas",
        DefaultValueFactory = _ => "mantissa",
    };

    private static readonly Option<string?> OtherRate = new OptionSpec(
        "--other-write-error-rate", "Write error rate of all other bits, e.g. 8.62e-10; 0 without this option")
    {
        ValueForm = "RATE",
        Since = "0.2",
        FormerNames = [new("--other-wer")],
    }.Optional<string?>();

    private static readonly Option<string?> Protect = new("--protect")
    {
        HelpName = "BITS",
        Description = "Bits that are verified after each write and never fail, whatever else is said; " +
            "named as in --bits, e.g. sign,exponent",
    };

    private static readonly Option<string> Roles = new OptionSpec(
        "--roles", "Tensors whose writes fail: all, or some of activations, weights, errors (gradients), joined by commas")
    {
        ValueForm = "LIST",
        Since = "0.2",
        FormerNames = [new("--places")],
    }.WithDefault(AllRoles);

    private static readonly Option<string?>[] OwnRates = [.. TensorRoles.All.Select(RateOption)];

    private static readonly Option<string?> StateRates = new OptionSpec(
        "--state-write-error-rates",
        "Write error rates of what the optimizer keeps in the scratchpad of weights, fp32: its states, and master weights of " +
        "--mixed-precision; off, or BITS@RATE joined by +; default: as weights")
    {
        ValueForm = "BITS@RATE",
    }.Optional<string?>();

    private static readonly ChoiceOption<IErrorModel> Model =
        SharedOptions.ErrorModel.NamedChoice(() => ErrorModels.All.All, ErrorModelNames.Default);

    private static readonly Option<string?> Code = (SharedOptions.Code with
    {
        Meaning = $"Error correcting code of all words: bits are wrong that its decoder leaves: {CodeTable.NamesText}",
    }).Optional<string?>();

    private static readonly Option<int?> DataBits = (SharedOptions.DataBits with
    {
        Meaning = $"Data bits of a word of {SharedOptions.Code.Name}, which follow each other in a tensor; " +
            $"without it {CodeName.DefaultDataBits}",
        Range = new NumberRange(1, CodeTable.MaxDataBits),
    }).Optional<int?>();

    private static readonly ChoiceOption<OldContent> OldContentRule = new OptionSpec("--old-content", "What a write overwrites")
        .ChoiceWithDefault(
            Defaults.OldContent,
            new("own", OldContent.Own, "the same tensor of the step before"),
            new("shared", OldContent.Shared, "whatever was stored before it in one buffer"));

    internal static IEnumerable<Option> All =>
    [
        Epochs, Batch, .. OptimizerOptions.All, Seed, Threads, NoAugmentation, MasterWeights, .. FormatOptions.All, FlushToZero, MaxSteps,
        TestImages, CheckpointEvery, Rate, WritePoint, Bits, OtherRate, Protect, Roles, .. OwnRates, StateRates, Model, OldContentRule,
        Code, DataBits,
    ];

    /// <summary>Reads the options.</summary>
    /// <exception cref="InputException">An option is not valid.</exception>
    internal static TrainingOptions Read(ParseResult parsed)
    {
        var options = new TrainingOptions
        {
            Epochs = parsed.GetRequiredValue(Epochs),
            Batch = parsed.GetRequiredValue(Batch),
            Seed = parsed.GetRequiredValue(Seed),
            Threads = parsed.GetRequiredValue(Threads),
            Augments = !parsed.GetValue(NoAugmentation),
            KeepsMasterWeights = parsed.GetValue(MasterWeights),
            FlushesToZero = parsed.GetValue(FlushToZero),
            MaxSteps = parsed.GetValue(MaxSteps),
            TestImages = parsed.GetValue(TestImages),
            CheckpointEvery = parsed.GetRequiredValue(CheckpointEvery),
            OldContent = OldContentRule.Of(parsed),
        };
        options = FormatOptions.Read(parsed, OptimizerOptions.Read(parsed, options));
        return options with { WriteErrors = ReadWriteErrors(parsed, options) };
    }

    private static WriteErrorSpec ReadWriteErrors(ParseResult parsed, TrainingOptions options)
    {
        string[] roles = [.. parsed.GetRequiredValue(Roles).Split(',', StringSplitOptions.TrimEntries)];
        string[] allowed = [AllRoles, .. TensorRoles.All.Select(TensorRoles.KeyOf)];
        if (roles.FirstOrDefault(role => !allowed.Contains(role)) is { } wrong)
            throw new InputException($"{Roles.Name} {wrong}: allowed are {string.Join(", ", allowed)}");
        (double common, double other) = CommonRates(parsed, options);
        return new WriteErrorSpec(
            Model.Of(parsed).Name,
            At(TensorRole.Activation), At(TensorRole.Weight), At(TensorRole.Error))
        {
            States = States(),
            Code = ReadCode(parsed),
        };

        BitMap At(TensorRole role) => Of(role, options.Formats.At(role), OwnRates[(int)role]);

        BitMap States()
        {
            if (TrainedOptimizers.StoresStates(options))
                return Of(TensorRole.Weight, StoredFormat.Fp32, StateRates, OwnRates[(int)TensorRole.Weight]);
            return parsed.GetValue(StateRates) is null ? BitMap.Exact : throw new InputException(
                $"{StateRates.Name}: {options.Optimizer} keeps no states in the scratchpad of weights; allowed with other optimizers "
                + "and with --mixed-precision");
        }

        BitMap Of(TensorRole role, StoredFormat format, params Option<string?>[] own)
        {
            bool isCommon = roles.Contains(AllRoles) || roles.Contains(TensorRoles.KeyOf(role));
            BitMap map = Array.Find(own, option => parsed.GetValue(option) is not null) is { } option
                ? BitMap.Parse(parsed.GetValue(option)!, option.Name, format)
                : isCommon ? BitMap.ExactOf(format).With(Enumerable.Range(0, format.Bits), other)
                    .With(BitMap.Bits(parsed.GetRequiredValue(Bits), Bits.Name, format), common)
                : BitMap.ExactOf(format);
            return map.With(Safe(parsed, format), 0);
        }
    }

    private static ErrorCorrectingCode? ReadCode(ParseResult parsed)
    {
        string? name = parsed.GetValue(Code);
        int? dataBits = parsed.GetValue(DataBits);
        if (name is null)
            return dataBits is null ? null : throw new InputException($"{DataBits.Name} {dataBits}: goes with {Code.Name}");

        try
        {
            ErrorCorrectingCode code = CodeName.Parse(name, dataBits);
            return code.CheckBits == 0 ? null : code;
        }
        catch (InputException problem)
        {
            throw new InputException($"{Code.Name} {name}: {problem.Message}");
        }
    }

    // Also where every role has rates of its own, and nothing reads these.
    private static (double Rate, double Other) CommonRates(ParseResult parsed, TrainingOptions options)
    {
        StoredFormat widest = TensorRoles.All.Select(options.Formats.At).MaxBy(format => format.Bits)!;
        new BitNames(widest).Parse(parsed.GetRequiredValue(Bits), Bits.Name, skipsMissing: true);
        double other = parsed.GetValue(OtherRate) is { } text ? BitMap.Rate(text, OtherRate.Name) : 0;
        return (RateOf(parsed) ?? other, other);
    }

    // A field that only other formats have needs no protection.
    private static IReadOnlyList<int> Safe(ParseResult parsed, StoredFormat format) =>
        parsed.GetValue(Protect) is { } bits ? new BitNames(format).Parse(bits, Protect.Name, skipsMissing: true) : [];

    private static double? RateOf(ParseResult parsed)
    {
        (string? rate, string? point) = (parsed.GetValue(Rate), parsed.GetValue(WritePoint));
        if (rate is not null && point is not null)
            throw new InputException("--write-error-rate and --write-point both give the rate; give one of them");
        return rate is not null ? BitMap.Rate(rate, Rate.Name) : point is not null ? WritePointRate.Of(point, WritePoint.Name) : null;
    }

    private static Option<string?> RateOption(TensorRole role)
    {
        string tensors = TensorRoles.KeyOf(role);
        return new OptionSpec(
            $"--{role.ToString().ToLowerInvariant()}-write-error-rates",
            $"Write error rates of {tensors} instead: off, or BITS@RATE joined by +, e.g. mantissa@8e-4+sign@8.62e-10")
        {
            ValueForm = "BITS@RATE",
            Since = "0.2",
            FormerNames = [new($"--{tensors}")],
        }.Optional<string?>();
    }
}
