using System.Globalization;
using CycleSim.Training.Data;
using CycleSim.Training.Errors;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Running;

/// <summary>
/// What decides the numbers of a run, as text with one line each. The number of steps is not among them: a run can be prolonged.
/// </summary>
internal static class RunIdentity
{
    internal static string Of(Network network, Dataset dataset, TrainingOptions options) =>
        string.Join('\n', Lines(network, dataset, options));

    /// <summary>The first line that differs.</summary>
    internal static string Difference(string stored, string asked)
    {
        (string[] was, string[] isNow) = (stored.Split('\n'), asked.Split('\n'));
        int line = Enumerable.Range(0, Math.Max(was.Length, isNow.Length)).First(line => At(was, line) != At(isNow, line));
        return $"It has {At(was, line)}, asked for is {At(isNow, line)}";

        // Lines of what is not the default follow the others.
        static string At(string[] lines, int line) => line < lines.Length ? lines[line] : "the default";
    }

    private static IEnumerable<string> Lines(Network network, Dataset dataset, TrainingOptions options)
    {
        yield return Line("network", $"{network.Name} with {network.Parameters} parameters");
        yield return Line("dataset", $"{dataset.Spec.Name} with {dataset.Train.Count} training images");
        yield return Line("batch", options.Batch);
        yield return Line("learning rate", options.LearningRate);
        yield return Line("momentum", options.Momentum);
        yield return Line("weight decay", options.WeightDecay);
        yield return Line("seed", options.Seed);
        yield return Line("threads", options.Threads);
        yield return Line("augmentation", options.Augments);
        yield return Line("master weights", options.KeepsMasterWeights);
        yield return Line("flush to zero", options.FlushesToZero);
        yield return Line("old content", options.OldContent);
        yield return Line("error model", ErrorModel(options.WriteErrors.Model));
        foreach (TensorRole role in TensorRoles.All)
            yield return Line($"write error rates of {TensorRoles.PluralOf(role)}", Rates(options.WriteErrors.At(role)));
        foreach (string line in NotDefault(options))
            yield return line;
    }

    // Checkpoints of earlier versions have none of these lines.
    private static IEnumerable<string> NotDefault(TrainingOptions options)
    {
        if (options.Optimizer != TrainedOptimizers.FusedMomentum)
            yield return Line("optimizer", options.Optimizer);
        if (TrainedOptimizers.HasBetas(options.Optimizer))
            yield return Line("betas and epsilon", FormattableString.Invariant($"{options.Beta1} {options.Beta2} {options.Epsilon}"));
        if (options.IsMixedPrecision)
            yield return Line("mixed precision", true);
        if (!options.Formats.AreExact)
            yield return Line("number formats", string.Join(' ', options.Formats.All.Select(format => format.Number)));
        if (!options.WriteErrors.States.IsExact)
            yield return Line("write error rates of states", Rates(options.WriteErrors.States));
        if (options.WriteErrors.Code is { } code)
            yield return Line("code", code.Name);
    }

    // What checkpoints of earlier versions call the models that there were.
    private static string ErrorModel(string name) => name switch
    {
        ErrorModelNames.StuckAtOld => "StuckAtOld",
        ErrorModelNames.Flip => "Flip",
        _ => name,
    };

    private static string Rates(BitMap map) => string.Join(' ', map.Rates.Select(rate => rate.ToString("R", CultureInfo.InvariantCulture)));

    private static string Line(string key, object value) => string.Create(CultureInfo.InvariantCulture, $"{key}: {value}");
}
