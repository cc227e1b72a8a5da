namespace CycleSim.Kernel;

/// <summary>
/// Statistics of a quantity that keeps its value until it changes, such as a queue length: every value counts with the time
/// that it lasted. Mean and variance are updated by the weighted form of Welford's method (D. H. D. West,
/// Communications of the ACM 22, 1979), which does not lose digits when the spread is small against the mean.
/// </summary>
public sealed class TimeWeightedMonitor
{
    private readonly Simulation _simulation;
    private readonly Dictionary<double, long>? _timeAt;
    private Moments _past;
    private long _sincePs;
    private double _min;
    private double _max;

    /// <summary>Creates a monitor that observes from the current time on.</summary>
    /// <param name="simulation">The simulation whose clock counts.</param>
    /// <param name="initial">Value now, finite.</param>
    /// <param name="name">Name in reports.</param>
    /// <param name="keepValues">Whether to keep the time spent at each distinct value, which percentiles need.</param>
    /// <exception cref="ArgumentNullException">The simulation or the name is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public TimeWeightedMonitor(Simulation simulation, double initial = 0, string name = "level", bool keepValues = true)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentNullException.ThrowIfNull(name);
        _simulation = simulation;
        Name = name;
        _timeAt = keepValues ? [] : null;
        ThrowIfNotFinite(initial);
        Restart(initial);
    }

    /// <summary>Name in reports.</summary>
    public string Name { get; }

    /// <summary>The value now.</summary>
    public double Current { get; private set; }

    /// <summary>How often the value was set since the observation started.</summary>
    public long Count { get; private set; }

    /// <summary>When the observation started, in ps.</summary>
    public long StartPs { get; private set; }

    /// <summary>Time observed so far, in ps.</summary>
    public long ObservedPs => _simulation.NowPs - StartPs;

    /// <summary>Mean over time up to now, or NaN if no time has passed.</summary>
    public double Mean => ObservedPs == 0 ? double.NaN : UpToNow().Mean;

    /// <summary>Variance over time up to now, or NaN if no time has passed.</summary>
    public double Variance => ObservedPs == 0 ? double.NaN : UpToNow().SumOfSquares / ObservedPs;

    /// <summary>Square root of <see cref="Variance"/>.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Smallest value taken, even if for no time.</summary>
    public double Min => _min;

    /// <summary>Largest value taken, even if for no time.</summary>
    public double Max => _max;

    /// <summary>Notes that the value changes now.</summary>
    /// <param name="value">The new value, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public void Set(double value)
    {
        ThrowIfNotFinite(value);
        long now = _simulation.NowPs;
        if (now > _sincePs)
        {
            _past = UpToNow();
            if (_timeAt is not null)
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_timeAt, Current, out _) += now - _sincePs;
            _sincePs = now;
        }

        Current = value;
        Count++;
        _min = Math.Min(_min, value);
        _max = Math.Max(_max, value);
    }

    /// <summary>Notes that the value changes now by a difference.</summary>
    /// <param name="difference">The difference, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The new value is NaN or infinite.</exception>
    public void Add(double difference) => Set(Current + difference);

    /// <summary>Forgets the past, for example at the end of a warm-up; the value stays.</summary>
    public void Reset() => Restart(Current);

    /// <summary>A percentile over time: the smallest value that was not exceeded for at least that share of the time.</summary>
    /// <param name="percent">From 0 (smallest value that lasted) to 100 (largest that lasted).</param>
    /// <returns>One of the values taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is out of range.</exception>
    /// <exception cref="InvalidOperationException">No time has passed, or the values are not kept.</exception>
    public double Percentile(double percent)
    {
        if (!(percent >= 0) || percent > 100)
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentage must be between 0 and 100.");
        if (_timeAt is null)
            throw new InvalidOperationException($"Monitor '{Name}' was created without keeping its values, so it has no percentiles.");
        if (ObservedPs == 0)
            throw new InvalidOperationException($"Monitor '{Name}' has observed no time yet, so it has no percentiles.");

        SortedDictionary<double, long> times = new(_timeAt);
        if (_simulation.NowPs > _sincePs)
            times[Current] = times.GetValueOrDefault(Current) + _simulation.NowPs - _sincePs;
        double needed = percent / 100 * ObservedPs;
        double reached = 0;
        double last = Current;
        foreach ((double value, long time) in times)
        {
            last = value;
            reached += time;
            if (reached >= needed)
                break;
        }

        return last;
    }

    private Moments UpToNow() => _past.Add(Current, _sincePs - StartPs, _simulation.NowPs - _sincePs);

    private void Restart(double value)
    {
        StartPs = _simulation.NowPs;
        _sincePs = StartPs;
        _past = default;
        _timeAt?.Clear();
        Count = 0;
        Current = value;
        _min = value;
        _max = value;
    }

    private void ThrowIfNotFinite(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, $"Monitor '{Name}' takes finite values only.");
    }

    private readonly record struct Moments(double Mean, double SumOfSquares)
    {
        public Moments Add(double value, double weightBefore, double weight)
        {
            if (weight == 0)
                return this;
            double deviation = value - Mean;
            double mean = Mean + (deviation * weight / (weightBefore + weight));
            return new Moments(mean, SumOfSquares + (weight * deviation * (value - mean)));
        }
    }
}
