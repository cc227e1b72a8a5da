namespace CycleSim.Device.Variation;

/// <summary>Means and standard deviations over the cells of a population, of those that have a barrier.</summary>
/// <param name="MeanLogRate">Mean of ln W.</param>
/// <param name="DeviationOfLogRate">Standard deviation of ln W.</param>
/// <param name="MeanStability">Mean barrier in kB T.</param>
/// <param name="DeviationOfStability">Standard deviation of the barrier.</param>
/// <param name="MeanCriticalCurrentUa">Mean critical current in uA.</param>
/// <param name="DeviationOfCriticalCurrentUa">Standard deviation of the critical current in uA.</param>
public sealed record PopulationMoments(
    double MeanLogRate,
    double DeviationOfLogRate,
    double MeanStability,
    double DeviationOfStability,
    double MeanCriticalCurrentUa,
    double DeviationOfCriticalCurrentUa);
