namespace CycleSim.Kernel;

/// <summary>
/// Statistics of single values, such as waiting times. Mean and variance are updated by B. P. Welford's method
/// (Technometrics 4, 1962), which does not lose digits when the spread is small against the mean.
/// </summary>
public sealed class SampleMonitor
{
    private readonly List<double>? _samples;
    private double _mean;
    private double _sumOfSquares;
    private bool _sorted = true;

    /// <summary>Creates an empty monitor.</summary>
    /// <param name="name">Name in reports.</param>
    /// <param name="keepSamples">Whether to keep all values, which percentiles need.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public SampleMonitor(string name = "samples", bool keepSamples = true)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        _samples = keepSamples ? [] : null;
    }

    /// <summary>Name in reports.</summary>
    public string Name { get; }

    /// <summary>Number of values.</summary>
    public long Count { get; private set; }

    /// <summary>Arithmetic mean, or NaN without values.</summary>
    public double Mean => Count == 0 ? double.NaN : _mean;

    /// <summary>Unbiased variance (divisor: number of values - 1), or NaN with fewer than two values.</summary>
    public double Variance => Count < 2 ? double.NaN : _sumOfSquares / (Count - 1);

    /// <summary>Square root of <see cref="Variance"/>.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Smallest value, or NaN without values.</summary>
    public double Min { get; private set; } = double.NaN;

    /// <summary>Largest value, or NaN without values.</summary>
    public double Max { get; private set; } = double.NaN;

    /// <summary>Adds a value.</summary>
    /// <param name="value">The value, not NaN or infinite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, $"Monitor '{Name}' takes finite values only.");
        Count++;
        if (Count == 1)
        {
            Min = value;
            Max = value;
        }
        else
        {
            Min = Math.Min(Min, value);
            Max = Math.Max(Max, value);
        }

        double deviation = value - _mean;
        _mean += deviation / Count;
        _sumOfSquares += deviation * (value - _mean);
        _samples?.Add(value);
        _sorted = false;
    }

    /// <summary>A percentile by the nearest-rank method: the smallest value that at least that share does not exceed.</summary>
    /// <param name="percent">From 0 (smallest value) to 100 (largest).</param>
    /// <returns>One of the values added.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is out of range.</exception>
    /// <exception cref="InvalidOperationException">There are no values, or they are not kept.</exception>
    public double Percentile(double percent)
    {
        if (!(percent >= 0) || percent > 100)
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentage must be between 0 and 100.");
        if (_samples is null)
            throw new InvalidOperationException($"Monitor '{Name}' was created without keeping its samples, so it has no percentiles.");
        if (Count == 0)
            throw new InvalidOperationException($"Monitor '{Name}' has no samples yet, so it has no percentiles.");
        if (!_sorted)
        {
            _samples.Sort();
            _sorted = true;
        }

        int rank = (int)Math.Ceiling(percent / 100 * _samples.Count);
        return _samples[Math.Max(rank, 1) - 1];
    }
}
