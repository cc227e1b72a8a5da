using CycleSim.Platform;
using CycleSim.Training.Errors;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Training.Running;

/// <summary>What a training run computes. Same options, same numbers, bit for bit.</summary>
internal sealed record TrainingOptions
{
    /// <summary>Passes over the training images, at least 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Batch size, 1 to <see cref="TrainingStepLowering.MaxBatch"/>.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Step size of the descent, above 0.</summary>
    public double LearningRate { get; init; } = 0.02;

    /// <summary>Momentum, 0 to below 1.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight decay (L2), at least 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Seed of initial weights, order, augmentation and write errors.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Compute threads. Sums depend on their number, so it belongs to what must be equal for equal results.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether colour images are shifted and mirrored at random.</summary>
    public bool Augments { get; init; } = true;

    /// <summary>Whether the optimiser keeps weights without wrong bits and stores a copy; otherwise it updates what is stored.</summary>
    public bool KeepsMasterWeights { get; init; }

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
    }
}
