using CycleSim.Platform;
using CycleSim.Training.Errors;
using CycleSim.Training.Formats;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Training.Running;

/// <summary>What a training run computes. Same options, same numbers, bit for bit.</summary>
internal sealed record TrainingOptions
{
    /// <summary>Passes over the training images, at least 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Batch size, 1 to <see cref="TrainingStepLowering.MaxBatch"/>.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Name of the optimizer, see <see cref="TrainedOptimizers"/>.</summary>
    public string Optimizer { get; init; } = TrainedOptimizers.FusedMomentum;

    /// <summary>Step size of the descent, above 0.</summary>
    public double LearningRate { get; init; } = 0.02;

    /// <summary>Momentum, 0 to below 1.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight decay (L2), at least 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Decay of Adam's mean of gradients, 0 to below 1.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of Adam's mean of squared gradients, 0 to below 1.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>What Adam adds to the root that it divides by, above 0.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>In which formats tensors are stored.</summary>
    public StoredFormats Formats { get; init; } = StoredFormats.Fp32;

    /// <summary>
    /// Mixed precision: whether there are master weights in fp32, which updates read and write, and which layers' weights are rounded from.
    /// </summary>
    public bool IsMixedPrecision { get; init; }

    /// <summary>Seed of initial weights, order, augmentation and write errors.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Compute threads. Sums depend on their number, so it belongs to what must be equal for equal results.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether colour images are shifted and mirrored at random.</summary>
    public bool Augments { get; init; } = true;

    /// <summary>Whether the optimizer keeps weights without wrong bits and stores a copy; otherwise it updates what is stored.</summary>
    public bool KeepsMasterWeights { get; init; }

    /// <summary>Whether there are weights beside those that layers read.</summary>
    public bool HasMasterWeights => KeepsMasterWeights || IsMixedPrecision;

    /// <summary>Whether they lie in the scratchpad of weights, where their writes can fail.</summary>
    public bool StoresMasterWeights => IsMixedPrecision && !KeepsMasterWeights;

    /// <summary>The hyperparameters of an optimizer of <see cref="OptimizerKinds"/>, rounded to float.</summary>
    public OptimizerSettings OptimizerSettings => new()
    {
        LearningRate = (float)LearningRate,
        WeightDecay = (float)WeightDecay,
        Momentum = (float)Momentum,
        Beta1 = (float)Beta1,
        Beta2 = (float)Beta2,
        Epsilon = (float)Epsilon,
    };

    /// <summary>Whether denormal numbers count as zeros; with one thread only.</summary>
    public bool FlushesToZero { get; init; }

    /// <summary>What the write of a tensor overwrites.</summary>
    public OldContent OldContent { get; init; }

    /// <summary>How writes fail.</summary>
    public WriteErrorSpec WriteErrors { get; init; } = WriteErrorSpec.None;

    /// <summary>The step after which the run ends; null for all epochs.</summary>
    public long? MaxSteps { get; init; }

    /// <summary>Test images that are looked at, the first ones; null for all, 0 for none.</summary>
    public int? TestImages { get; init; }

    /// <summary>Steps between checkpoints; there is one at each end of an epoch, too.</summary>
    public int CheckpointEvery { get; init; } = 500;

    /// <summary>Checks what no option can say alone; the range of each value is declared, and checked, with its option.</summary>
    /// <exception cref="InputException">Values do not go together.</exception>
    public void Check()
    {
        if (FlushesToZero && Threads != 1)
        {
            throw new InputException(
                FormattableString.Invariant($"--flush-to-zero with --threads {Threads}: allowed are 1: other threads keep their own mode"));
        }

        if (FlushesToZero && Formats.All.FirstOrDefault(format => format.HasScales) is { } scaled)
        {
            throw new InputException(
                $"--flush-to-zero with {scaled.Number}: its scales may be denormal; allowed are formats without scales");
        }

        if (Optimizer != TrainedOptimizers.FusedMomentum)
            CheckFloats();
    }

    // What is in range as a double need not be as a float.
    private void CheckFloats()
    {
        CheckPositive("--learning-rate", LearningRate);
        CheckPositive("--epsilon", Epsilon);
        if (!float.IsFinite((float)WeightDecay))
            throw Refusal("--weight-decay", WeightDecay, "0 to 3.4e38");
        foreach ((string option, double value) in new[] { ("--momentum", Momentum), ("--beta1", Beta1), ("--beta2", Beta2) })
            if ((float)value >= 1)
                throw Refusal(option, value, "0 to 0.99999994");
    }

    private static void CheckPositive(string option, double value)
    {
        if ((float)value <= 0 || !float.IsFinite((float)value))
            throw Refusal(option, value, "1.4e-45 to 3.4e38");
    }

    private static InputException Refusal(string option, double value, string allowed) =>
        new(FormattableString.Invariant($"{option} {value}: is computed with in fp32; allowed are {allowed}"));
}
