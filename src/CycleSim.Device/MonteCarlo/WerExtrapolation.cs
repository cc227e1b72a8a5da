using CycleSim.Device.Junction;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using MathNet.Numerics;

namespace CycleSim.Device.MonteCarlo;

/// <summary>
/// The method of the source paper: write error rates that trajectories resolve, and a straight line of ln WER against current through
/// them for those that they do not. The true curve bends, so that the line overstates the current of small rates; the confidence interval
/// covers the scatter of the points only.
/// </summary>
public sealed class WerExtrapolation
{
    private const int Points = 12;

    // Rates that are on the straight part, and that have been seen often enough for a logarithm to be close to normal.
    private const double HighestRate = 0.1;
    private const long MinErrors = 10;
    private const int MinPoints = 4;

    // 95 % of a normal distribution.
    private const double Deviations = 1.959963984540054;

    private readonly string _junction;
    private readonly double _intercept;
    private readonly double _slope;
    private readonly double _meanCurrentUa;
    private readonly double _meanVariance;
    private readonly double _slopeVariance;

    private WerExtrapolation(string junction, double pulseNs, IReadOnlyList<WerPoint> points)
    {
        _junction = junction;
        PulseNs = pulseNs;
        All = points;
        Fitted = [.. points.Where(point => point.Sample.Remaining >= MinErrors && point.Sample.WriteErrorRate <= HighestRate)];
        if (Fitted.Count < MinPoints)
        {
            throw new InputException(
                $"only {Fitted.Count} currents gave at least {MinErrors} errors and a rate up to {HighestRate}; "
                + "a line needs four: take more trajectories or another pulse width");
        }

        // ln of a rate seen k times of n has variance (1 - p) / k.
        double[] weights = [.. Fitted.Select(point => point.Sample.Remaining / (1 - point.Sample.WriteErrorRate))];
        double total = weights.Sum();
        _meanCurrentUa = Fitted.Zip(weights, (point, weight) => weight * point.CurrentUa).Sum() / total;
        double spread = Fitted.Zip(weights, (point, weight) => weight * Square(point.CurrentUa - _meanCurrentUa)).Sum();
        double[][] terms = [.. Fitted.Select(point => new[] { 1, point.CurrentUa - _meanCurrentUa })];
        double[] line = Fit.MultiDimWeighted(terms, [.. Fitted.Select(point => Math.Log(point.Sample.WriteErrorRate))], weights);
        (_intercept, _slope) = (line[0], line[1]);
        _meanVariance = 1 / total;
        _slopeVariance = 1 / spread;
    }

    /// <summary>Pulse width in ns.</summary>
    public double PulseNs { get; }

    /// <summary>All currents that were run, increasing.</summary>
    public IReadOnlyList<WerPoint> All { get; }

    /// <summary>Those that the line goes through.</summary>
    public IReadOnlyList<WerPoint> Fitted { get; }

    /// <summary>
    /// Runs trajectories at currents from that of a rate of 0.1 to that of the smallest rate they resolve, and fits the line.
    /// </summary>
    /// <param name="junction">The junction.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <param name="settings">How to run.</param>
    /// <param name="progress">Told of blocks of trajectories done, and blocks in all; from several threads.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <exception cref="InputException">An argument is out of range, or too few errors were seen.</exception>
    public static WerExtrapolation Run(
        MagneticTunnelJunction junction, double pulseNs, MonteCarloSettings settings, Action<int, int>? progress = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(junction);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        WriteSolver.CheckPulse(pulseNs);

        // The closed form says where to look; it takes no part in the result.
        double time = pulseNs * 1e-9 / junction.CharacteristicTimeS;
        double lowest = Math.Min(HighestRate / 2, (double)MinErrors / settings.Trajectories);
        double from = ClosedForm.Overdrive(junction.ThermalStability, HighestRate, time);
        double to = ClosedForm.Overdrive(junction.ThermalStability, lowest, time);
        double criticalUa = junction.CriticalCurrentA * 1e6;
        List<WerPoint> points = [];
        for (int k = 0; k < Points; k++)
        {
            double currentUa = criticalUa * (from + (to - from) * k / (Points - 1));

            // Each current has trajectories of its own, as in the paper.
            MonteCarloSettings own = settings with { Seed = settings.Seed + ((ulong)k << 32) };
            int before = k;
            points.Add(new(currentUa, MonteCarloSolver.Run(
                junction, [new(currentUa * 1e-6, pulseNs * 1e-9)], own, null,
                progress is null ? null : (done, all) => progress(before * all + done, Points * all), cancel)[^1]));
        }

        return new(junction.Name, pulseNs, points);
    }

    /// <summary>Write error rate on the line, with the 95 % interval that the scatter of the points leaves.</summary>
    /// <param name="currentUa">Current in uA.</param>
    public (double WriteErrorRate, double Low, double High) At(double currentUa)
    {
        double log = _intercept + _slope * (currentUa - _meanCurrentUa);
        double margin = Deviations * LogDeviation(currentUa);
        return (Rate(log), Rate(log - margin), Rate(log + margin));
    }

    /// <summary>Current in uA at which the line has a write error rate, with the 95 % interval that the scatter leaves.</summary>
    /// <param name="writeErrorRate">The rate, above 0 and up to what the line was fitted to.</param>
    /// <exception cref="InputException">The rate is outside that range, or above what the line was fitted to.</exception>
    public (double CurrentUa, double Low, double High) CurrentOf(double writeErrorRate)
    {
        if (!(writeErrorRate > 0 && writeErrorRate <= HighestRate))
        {
            throw new InputException(FormattableString.Invariant(
                $"a write error rate of {writeErrorRate:G4} is not on the line of {_junction}; allowed: above 0 to {HighestRate}"));
        }

        double currentUa = _meanCurrentUa + (Math.Log(writeErrorRate) - _intercept) / _slope;
        double margin = Deviations * LogDeviation(currentUa) / Math.Abs(_slope);
        return (currentUa, currentUa - margin, currentUa + margin);
    }

    private double LogDeviation(double currentUa) => Math.Sqrt(_meanVariance + _slopeVariance * Square(currentUa - _meanCurrentUa));

    private static double Rate(double log) => Math.Min(1, Math.Exp(log));

    private static double Square(double x) => x * x;
}
