namespace CycleSim.Device.FokkerPlanck;

/// <summary>A solution did not reach its tolerance at the highest resolution.</summary>
/// <param name="estimatedError">The relative error reached.</param>
/// <param name="tolerance">The relative error asked for.</param>
internal sealed class ConvergenceException(double estimatedError, double tolerance) : Exception(FormattableString.Invariant(
    $"the Fokker-Planck solution has an estimated error of {estimatedError:G3} at the highest resolution; asked for {tolerance:G3}"))
{
    /// <summary>The relative error reached.</summary>
    public double EstimatedError { get; } = estimatedError;
}
