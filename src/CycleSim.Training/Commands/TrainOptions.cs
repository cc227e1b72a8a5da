using System.CommandLine;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Terminal.Options;
using CycleSim.Traces;
using CycleSim.Training.Errors;
using CycleSim.Training.Running;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Training.Commands;

/// <summary>The options of a training run that decide what is computed.</summary>
internal static class TrainOptions
{
    private const string AllRoles = "all";

    private static readonly TrainingOptions Defaults = new();

    private static readonly Option<int> Epochs = new OptionSpec("--epochs", "Epochs: passes over the training images")
    {
        ValueForm = "N",
        Range = new(1, 100_000),
    }.WithDefault(Defaults.Epochs);

    private static readonly Option<int> Batch = (SharedOptions.Batch with
    {
        Range = TrainingStepLowering.BatchSizes,
    }).WithDefault(Defaults.Batch);

    private static readonly Option<double> LearningRate = SharedOptions.LearningRate.WithDefault(Defaults.LearningRate);

    private static readonly Option<double> Momentum = new OptionSpec("--momentum", "Momentum")
    {
        ValueForm = "NUMBER",
        Range = new(0, 1) { ExcludesMax = true },
    }.WithDefault(Defaults.Momentum);

    private static readonly Option<double> WeightDecay = new OptionSpec("--weight-decay", "Weight decay (L2)")
    {
        ValueForm = "NUMBER",
        Range = NumberRange.AtLeast(0),
    }.WithDefault(Defaults.WeightDecay);

    private static readonly Option<ulong> Seed = SharedOptions.Seed.WithDefault(Defaults.Seed);

    private static readonly Option<int> Threads = new OptionSpec(
        "--threads", "Compute threads; results are equal, bit for bit, for equal numbers of threads")
    {
        ValueForm = "N",
        Range = new(1, 1024),
    }.WithDefault(Defaults.Threads);

    private static readonly Option<bool> NoAugmentation =
        new("--no-augmentation") { Description = "Do not shift and mirror colour images" };

    private static readonly Option<bool> MasterWeights = new("--master-weights")
    {
        Description = "The optimiser keeps weights without wrong bits; writes fail only in the stored copy that the network computes with",
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
        Meaning = "Write error rate of the bits in --bits: probability that a write leaves a wrong bit, e.g. 8e-4",
    }).Optional<string?>();

    private static readonly Option<string?> WritePoint = new("--write-point")
    {
        HelpName = "POINT",
        Description = $"Take the write error rate from a write point: {WritePointRate.Forms}",
    };

    private static readonly Option<string> Bits = new("--bits")
    {
        HelpName = "BITS",
        Description = "Bits with that rate: all, sign, exponent, mantissa, mantissa:N (its N lowest), 7, 0-15, joined by commas",
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

    private static readonly Option<string> Model = SharedOptions.ErrorModel(ErrorModels.All).WithDefault(ErrorModelNames.Default);

    private static readonly Option<string> OldContentRule = new("--old-content")
    {
        HelpName = "own|shared",
        Description = $"What a write overwrites: {Choice.NameOf(OldContent.Own)} (the same tensor of the step before) or " +
            $"{Choice.NameOf(OldContent.Shared)} (whatever was stored before it in one buffer)",
        DefaultValueFactory = _ => Choice.NameOf(Defaults.OldContent),
    };

    internal static IEnumerable<Option> All =>
    [
        Epochs, Batch, LearningRate, Momentum, WeightDecay, Seed, Threads, NoAugmentation, MasterWeights, FlushToZero, MaxSteps, TestImages,
        CheckpointEvery, Rate, WritePoint, Bits, OtherRate, Protect, Roles, .. OwnRates, Model, OldContentRule,
    ];

    /// <summary>Reads the options.</summary>
    /// <exception cref="InputException">An option is not valid.</exception>
    internal static TrainingOptions Read(ParseResult parsed) => new()
    {
        Epochs = parsed.GetRequiredValue(Epochs),
        Batch = parsed.GetRequiredValue(Batch),
        LearningRate = parsed.GetRequiredValue(LearningRate),
        Momentum = parsed.GetRequiredValue(Momentum),
        WeightDecay = parsed.GetRequiredValue(WeightDecay),
        Seed = parsed.GetRequiredValue(Seed),
        Threads = parsed.GetRequiredValue(Threads),
        Augments = !parsed.GetValue(NoAugmentation),
        KeepsMasterWeights = parsed.GetValue(MasterWeights),
        FlushesToZero = parsed.GetValue(FlushToZero),
        MaxSteps = parsed.GetValue(MaxSteps),
        TestImages = parsed.GetValue(TestImages),
        CheckpointEvery = parsed.GetRequiredValue(CheckpointEvery),
        OldContent = Choice.Of<OldContent>(parsed.GetRequiredValue(OldContentRule), OldContentRule.Name),
        WriteErrors = ReadWriteErrors(parsed),
    };

    private static WriteErrorSpec ReadWriteErrors(ParseResult parsed)
    {
        BitMap common = Common(parsed);
        string[] roles = [.. parsed.GetRequiredValue(Roles).Split(',', StringSplitOptions.TrimEntries)];
        string[] allowed = [AllRoles, .. TensorRoles.All.Select(TensorRoles.KeyOf)];
        if (roles.FirstOrDefault(role => !allowed.Contains(role)) is { } wrong)
            throw new InputException($"{Roles.Name} {wrong}: allowed are {string.Join(", ", allowed)}");
        IReadOnlyList<int> safe = parsed.GetValue(Protect) is { } bits ? BitMap.Bits(bits, Protect.Name) : [];
        return new WriteErrorSpec(
            OptionValue.Choice(Model.Name, parsed.GetRequiredValue(Model), ErrorModels.All),
            At(TensorRole.Activation), At(TensorRole.Weight), At(TensorRole.Error));

        BitMap At(TensorRole role) => Written(role).With(safe, 0);

        BitMap Written(TensorRole role)
        {
            Option<string?> option = OwnRates[(int)role];
            if (parsed.GetValue(option) is { } own)
                return BitMap.Parse(own, option.Name);
            return roles.Contains(AllRoles) || roles.Contains(TensorRoles.KeyOf(role)) ? common : BitMap.Exact;
        }
    }

    private static BitMap Common(ParseResult parsed)
    {
        double other = parsed.GetValue(OtherRate) is { } text ? BitMap.Rate(text, OtherRate.Name) : 0;
        return BitMap.Exact.With(Enumerable.Range(0, StoredWord.Bits), other)
            .With(BitMap.Bits(parsed.GetRequiredValue(Bits), Bits.Name), RateOf(parsed) ?? other);
    }

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
