using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace CycleSim.Studies.Accuracy;

/// <summary>
/// Accuracy that pairs of runs with and without write errors lose, as a share: the mean over pairs and its 95 % interval by Student's
/// distribution.
/// </summary>
/// <param name="Mean">Mean loss of the pairs of which neither diverged.</param>
/// <param name="HalfWidth">Half of the interval's width; infinite with fewer than two pairs.</param>
/// <param name="Pairs">Pairs that count.</param>
internal sealed record PairedLoss(double Mean, double HalfWidth, int Pairs)
{
    private const double Confidence = 0.95;

    /// <summary>The lower end of the interval.</summary>
    internal double Low => Mean - HalfWidth;

    /// <summary>The upper end of the interval.</summary>
    internal double High => Mean + HalfWidth;

    /// <summary>Computes the loss; null without any pair.</summary>
    /// <param name="exact">Runs without write errors.</param>
    /// <param name="failing">Runs with write errors, in the order of the same seeds.</param>
    internal static PairedLoss? Of(SeededRuns exact, SeededRuns failing)
    {
        double[] losses =
        [
            .. exact.Runs.Zip(failing.Runs, (one, other) => one.TestAccuracy - other.TestAccuracy).OfType<double>(),
        ];
        return losses.Length == 0 ? null : new(losses.Average(), HalfWidthOf(losses), losses.Length);
    }

    private static double HalfWidthOf(double[] losses)
    {
        if (losses.Length < 2)
            return double.PositiveInfinity;
        double quantile = StudentT.InvCDF(0, 1, losses.Length - 1, (1 + Confidence) / 2);
        return quantile * losses.StandardDeviation() / Math.Sqrt(losses.Length);
    }
}
