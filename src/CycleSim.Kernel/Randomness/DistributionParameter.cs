using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>Checks of the parameters of distributions, which are refused by name and value.</summary>
internal static class DistributionParameter
{
    public static void ThrowIfNotFinite(double value, string name)
    {
        if (!double.IsFinite(value))
            throw Refused(value, name, "finite");
    }

    public static void ThrowIfNegative(double value, string name)
    {
        if (!(value >= 0) || !double.IsFinite(value))
            throw Refused(value, name, "finite and at least 0");
    }

    public static void ThrowIfNotPositive(double value, string name)
    {
        if (!(value > 0) || !double.IsFinite(value))
            throw Refused(value, name, "finite and above 0");
    }

    public static void ThrowIfOutside(double value, double low, double high, string name)
    {
        if (!(value >= low) || !(value <= high))
            throw Refused(value, name, string.Create(CultureInfo.InvariantCulture, $"from {low} to {high}"));
    }

    private static ArgumentOutOfRangeException Refused(double value, string name, string allowed) =>
        new(name, value, $"The parameter {name} must be {allowed}.");
}
