namespace CycleSim.Studies.Validation;

/// <summary>The mean absolute error over rows.</summary>
/// <param name="Rows">Number of rows; those without a value do not count.</param>
/// <param name="Value">The mean, 0.1 for 10 %; null without rows.</param>
public readonly record struct MeanError(int Rows, double? Value)
{
    /// <summary>The mean of errors.</summary>
    /// <param name="errors">The errors; null where a row has none.</param>
    internal static MeanError Of(IEnumerable<double?> errors)
    {
        double[] known = [.. errors.OfType<double>().Select(Math.Abs)];
        return new MeanError(known.Length, known.Length == 0 ? null : known.Average());
    }
}
