using System.Collections.Immutable;

namespace CycleSim.Studies.Codesign;

/// <summary>Accuracy of the same training with several seeds.</summary>
/// <param name="Accuracies">A share for each seed; NaN where the run diverged.</param>
/// <param name="SamplingNoise">Standard deviation of their mean from the number of test images alone.</param>
public sealed record SeededAccuracy(ImmutableArray<double> Accuracies, double SamplingNoise)
{
    /// <summary>Mean; NaN if a run diverged.</summary>
    public double Mean => Accuracies.Average();

    /// <summary>What it lost against another training; below 0 where it gained, infinite if a run diverged.</summary>
    public double LossAgainst(SeededAccuracy exact)
    {
        ArgumentNullException.ThrowIfNull(exact);
        return double.IsNaN(Mean) ? double.PositiveInfinity : exact.Mean - Mean;
    }
}
