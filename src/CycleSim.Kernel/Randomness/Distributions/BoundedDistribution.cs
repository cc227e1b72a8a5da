using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>Another distribution, of which numbers outside two bounds are drawn again.</summary>
internal sealed class BoundedDistribution : Distribution
{
    // Bounds that leave out nearly everything are a mistake, which must not run for ever.
    private const int MaxTries = 100_000;

    private readonly Distribution _inner;
    private readonly double _min;
    private readonly double _max;

    public BoundedDistribution(Distribution inner, double min, double max)
    {
        if (double.IsNaN(min))
            throw new ArgumentOutOfRangeException(nameof(min), min, "A bound must be a number or an infinity.");
        if (!(max >= min))
            throw new ArgumentOutOfRangeException(nameof(max), max, $"The upper bound must be a number not below the lower one, {min}.");
        _inner = inner;
        _min = min;
        _max = max;
    }

    public override double Draw(ref RandomWords words)
    {
        for (int tries = 0; tries < MaxTries; tries++)
        {
            double value = _inner.Draw(ref words);
            if (value >= _min && value <= _max)
                return value;
        }

        throw new InvalidOperationException($"{Describe()} gave {MaxTries} numbers in a row outside its bounds.");
    }

    public override string Describe() => _min == double.Epsilon && double.IsPositiveInfinity(_max)
        ? $"{_inner.Describe()}, above 0 only"
        : string.Create(CultureInfo.InvariantCulture, $"{_inner.Describe()}, from {_min} to {_max} only");
}
