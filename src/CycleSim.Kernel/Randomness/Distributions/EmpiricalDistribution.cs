using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>One of some observed values, each equally likely.</summary>
internal sealed class EmpiricalDistribution : Distribution
{
    private readonly double[] _values;

    public EmpiricalDistribution(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0)
            throw new ArgumentException("An empirical distribution needs at least one value.", nameof(values));
        foreach (double value in values)
            DistributionParameter.ThrowIfNotFinite(value, nameof(values));
        _values = [.. values];
    }

    public override double Draw(ref RandomWords words) => _values[(int)(words.NextDouble() * _values.Length)];

    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"an empirical distribution of {_values.Length} values");
}
