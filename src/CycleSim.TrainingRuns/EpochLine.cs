namespace CycleSim.TrainingRuns;

/// <summary>The end of an epoch, or of a run within one.</summary>
public sealed record EpochLine : LogLine
{
    /// <summary>The epoch, from 0.</summary>
    public long Epoch { get; init; }

    /// <summary>Steps done at its end.</summary>
    public required long Step { get; init; }

    /// <summary>Mean loss of its training images.</summary>
    public double? TrainLoss { get; init; }

    /// <summary>Share of its training images that were classified right.</summary>
    public required double TrainAccuracy { get; init; }

    /// <summary>Mean loss of the test images; null if none were looked at.</summary>
    public double? TestLoss { get; init; }

    /// <summary>Share of test images that were classified right; null if none were looked at.</summary>
    public required double? TestAccuracy { get; init; }
}
