using System.CommandLine;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Terminal.Options;
using CycleSim.Training.Running;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Training.Commands;

/// <summary>The options that say how a step changes the weights.</summary>
internal static class OptimizerOptions
{
    private static readonly TrainingOptions Defaults = new();

    private static readonly ChoiceOption<INamedChoice> Optimizer = (SharedOptions.Optimizer with
    {
        Meaning = "Optimizer; states of all but the first lie in the scratchpad of weights, where their writes fail as those of weights do",
    }).NamedChoice(() => TrainedOptimizers.All.All, Defaults.Optimizer);

    private static readonly Option<double> LearningRate = (SharedOptions.LearningRate with
    {
        Meaning = FormattableString.Invariant($"Learning rate; {TrainedOptimizers.AdamLearningRate} for adam and adamw unless it is given"),
    }).WithDefault(Defaults.LearningRate);

    private static readonly Option<double> Momentum = new OptionSpec("--momentum", "Momentum")
    {
        ValueForm = "NUMBER",
        Range = new(0, 1) { ExcludesMax = true },
    }.WithDefault(Defaults.Momentum);

    private static readonly Option<double> WeightDecay = new OptionSpec(
        "--weight-decay",
        FormattableString.Invariant($"Weight decay (L2; of adamw decoupled, {TrainedOptimizers.AdamWWeightDecay} unless it is given)"))
    {
        ValueForm = "NUMBER",
        Range = NumberRange.AtLeast(0),
    }.WithDefault(Defaults.WeightDecay);

    private static readonly Option<double> Beta1 = Fraction("--beta1", "Decay of the mean of gradients of adam and adamw", Defaults.Beta1);

    private static readonly Option<double> Beta2 =
        Fraction("--beta2", "Decay of the mean of squared gradients of adam and adamw", Defaults.Beta2);

    private static readonly Option<double> Epsilon = new OptionSpec("--epsilon", "What adam and adamw add to the root that they divide by")
    {
        ValueForm = "NUMBER",
        Range = NumberRange.Above(0),
    }.WithDefault(Defaults.Epsilon);

    internal static IEnumerable<Option> All => [Optimizer, LearningRate, Momentum, WeightDecay, Beta1, Beta2, Epsilon];

    /// <summary>Reads the options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">What other options say.</param>
    /// <exception cref="InputException">An option is not valid.</exception>
    internal static TrainingOptions Read(ParseResult parsed, TrainingOptions options)
    {
        string name = Optimizer.Of(parsed).Name;
        Check(parsed, name, TrainedOptimizers.HasMomentum, Momentum);
        Check(parsed, name, TrainedOptimizers.HasBetas, Beta1, Beta2, Epsilon);
        bool isAdam = TrainedOptimizers.HasBetas(name);
        return options with
        {
            Optimizer = name,
            LearningRate = ValueOf(parsed, LearningRate, isAdam ? TrainedOptimizers.AdamLearningRate : null),
            Momentum = parsed.GetRequiredValue(Momentum),
            WeightDecay = ValueOf(
                parsed, WeightDecay, name == OptimizerKinds.AdamW.Name ? TrainedOptimizers.AdamWWeightDecay : null),
            Beta1 = parsed.GetRequiredValue(Beta1),
            Beta2 = parsed.GetRequiredValue(Beta2),
            Epsilon = parsed.GetRequiredValue(Epsilon),
        };
    }

    private static Option<double> Fraction(string name, string meaning, double value) => new OptionSpec(name, meaning)
    {
        ValueForm = "NUMBER",
        Range = new(0, 1) { ExcludesMax = true },
    }.WithDefault(value);

    private static double ValueOf(ParseResult parsed, Option<double> option, double? ownDefault) =>
        parsed.IsGiven(option) ? parsed.GetRequiredValue(option) : ownDefault ?? parsed.GetRequiredValue(option);

    // An option that nothing reads is a mistake.
    private static void Check(ParseResult parsed, string optimizer, Func<string, bool> knows, params Option[] options)
    {
        if (knows(optimizer) || Array.Find(options, option => parsed.IsGiven(option)) is not { } given)
            return;
        string allowed = WordList.Join(TrainedOptimizers.All.All.Select(one => one.Name).Where(knows), "and");
        throw new InputException($"{given.Name}: {optimizer} has none; allowed with {Optimizer.Name} {allowed}");
    }
}
