namespace CycleSim.Studies.Validation;

/// <summary>The mean absolute relative error over rows.</summary>
/// <param name="Rows">Number of rows; those without a value do not count.</param>
/// <param name="Value">The mean, 0.1 for 10 %; null without rows.</param>
public readonly record struct MeanAbsoluteError(int Rows, double? Value)
{
    /// <summary>The mean of the absolute values of relative errors.</summary>
    /// <param name="errors">The errors; null where a row has none.</param>
    internal static MeanAbsoluteError Of(IEnumerable<double?> errors)
    {
        double[] known = [.. errors.OfType<double>().Select(Math.Abs)];
        return new MeanAbsoluteError(known.Length, known.Length == 0 ? null : known.Average());
    }
}
