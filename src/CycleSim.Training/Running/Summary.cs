using CycleSim.Training.Data;
using CycleSim.Training.Formats;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Running;

/// <summary>The summary of a run.</summary>
internal static class Summary
{
    /// <summary>Sums up a run.</summary>
    /// <param name="network">The network.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="options">What was computed.</param>
    /// <param name="result">What came out.</param>
    internal static TrainingSummary Of(Network network, Dataset dataset, TrainingOptions options, TrainingResult result) => new()
    {
        Network = network.Name,
        Parameters = network.Parameters,
        Dataset = dataset.Spec.Name,
        TrainingImages = dataset.Train.Count,
        TestImages = dataset.Test.Count,
        Notes = dataset.Notes,
        Epochs = options.Epochs,
        Batch = options.Batch,
        LearningRate = options.LearningRate,
        Momentum = options.Momentum,
        WeightDecay = options.WeightDecay,
        Optimizer = options.Optimizer == TrainedOptimizers.FusedMomentum ? null : options.Optimizer,
        Beta1 = OfAdam(options, options.Beta1),
        Beta2 = OfAdam(options, options.Beta2),
        Epsilon = OfAdam(options, options.Epsilon),
        NumberFormats = options.Formats.AreExact ? null : Names(options.Formats),
        MixedPrecision = options.IsMixedPrecision ? true : null,
        Seed = options.Seed,
        Threads = options.Threads,
        MasterWeights = options.KeepsMasterWeights,
        FlushToZero = options.FlushesToZero,
        OldContent = options.OldContent,
        ErrorModel = options.WriteErrors.Model,
        WriteErrorRates = ByRole<IReadOnlyList<double>>(role => options.WriteErrors.At(role).Rates),
        StateWriteErrorRates = HasStates(result) ? options.WriteErrors.States.Rates : null,
        Code = options.WriteErrors.Code?.Name,
        Status = result.Status,
        Steps = result.Steps,
        StepsPerEpoch = result.StepsPerEpoch,
        DivergedAtStep = result.Status == TrainingStatus.Diverged ? result.Steps : null,
        TestAccuracy = result.TestAccuracy,
        TestLoss = LogLine.Finite(result.TestLoss),
        WordsWritten = ByRole(result.WrongBits.Words),
        StateWordsWritten = HasStates(result) ? result.WrongStateBits.Words(TensorRole.Weight) : null,
        WrongBits = result.WrongBits.ToRecord(result.WrongStateBits),
        WeightsSha256 = result.WeightsSha256,
    };

    private static bool HasStates(TrainingResult result) => result.WrongStateBits.Words(TensorRole.Weight) > 0;

    private static double? OfAdam(TrainingOptions options, double value) =>
        TrainedOptimizers.HasBetas(options.Optimizer) ? value : null;

    private static TrainingFormats Names(StoredFormats formats) => new(
        formats.Activations.Number.Name, formats.Weights.Number.Name, formats.Errors.Number.Name, formats.Gradients.Number.Name);

    private static RoleValues<T> ByRole<T>(Func<TensorRole, T> value) =>
        new(value(TensorRole.Activation), value(TensorRole.Weight), value(TensorRole.Error));
}
