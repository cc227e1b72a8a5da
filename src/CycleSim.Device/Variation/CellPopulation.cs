using CycleSim.Configuration.Text;
using CycleSim.Device.Junction;
using CycleSim.Device.Mathematics;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace CycleSim.Device.Variation;

/// <summary>
/// Cells of one design that differ: their write error rates by exact quadrature over the distribution of their properties. Each cell's
/// barrier, critical current and time scale follow from its own geometry with its own demagnetising factors; efficiency, damping and
/// magnetisation are the same in all. Thread-safe.
/// </summary>
public sealed class CellPopulation
{
    private const double Step = 0.02;
    private const int MomentOrder = 10;
    private const double CurrentAccuracy = 1e-9;
    private const int MaxIterations = 50;

    private readonly MagneticTunnelJunction _junction;
    private readonly CellMap _map;
    private readonly ICellRate _rate;
    private readonly double[] _nominal;

    /// <summary>Mean write error rates that writes can be found for; nearer to 1 the few cells that switch would matter.</summary>
    public static readonly NumberRange MeanRates = new(1e-30, 0.99);

    /// <summary>A population.</summary>
    /// <param name="junction">The nominal cell.</param>
    /// <param name="spread">What differs.</param>
    /// <param name="drive">What the write circuit gives every cell.</param>
    /// <param name="model">How the rate of one cell is found.</param>
    /// <exception cref="InputException">
    /// A deviation is out of range, the nominal barrier is too low, or the junction's own drive or torque depends on the angle.
    /// </exception>
    public CellPopulation(
        MagneticTunnelJunction junction,
        CellSpread spread,
        PopulationDrive drive = PopulationDrive.Current,
        CellRateModel model = CellRateModel.FokkerPlanck)
    {
        ArgumentNullException.ThrowIfNull(junction);
        ArgumentNullException.ThrowIfNull(spread);
        spread.Check();
        if (junction.Drive != DriveMode.Current || junction.Torque != TorqueModel.Constant)
            throw new InputException($"{junction.Name}: populations are known for junctions with \"drive\": \"current\" and " +
                "\"torque\": \"constant\"; a spread of the current at constant voltage is a property of the population");
        if (!(junction.ThermalStability >= CellMap.MinStability))
            throw new InputException(FormattableString.Invariant(
                $"{junction.Name}: a barrier of {junction.ThermalStability:G4} kT is too low for a population; allowed: from ")
                + FormattableString.Invariant($"{CellMap.MinStability}"));
        _junction = junction;
        _map = new(junction, spread, drive);
        _rate = model == CellRateModel.Butler ? new ButlerRate() : RateTable.Shipped;
        _nominal = new double[_map.Dimensions];
    }

    /// <summary>The nominal cell.</summary>
    public MagneticTunnelJunction Junction => _junction;

    /// <summary>Longest pulse that can be asked for, in ns.</summary>
    public double MaxPulseNs => Math.Min(WriteSolver.MaxPulseNs, _rate.MaxNominalTime * _junction.CharacteristicTimeS * 1e9);

    private double MaxUa => WriteSolver.MaxOverdrive * _junction.CriticalCurrentA * 1e6;

    /// <summary>Write error rate of the nominal cell.</summary>
    /// <param name="currentUa">Current of the nominal cell in uA.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <exception cref="InputException">An argument, or a cell of the population, is out of range.</exception>
    public double NominalRate(double currentUa, double pulseNs) => Math.Exp(Function(currentUa, pulseNs).At(_nominal, 1)[0]);

    /// <summary>Mean of a power of the write error rate over the cells, E[W^k]: a cell fails k writes in a row.</summary>
    /// <param name="currentUa">Current of the nominal cell in uA.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <param name="power">k, 1 or more.</param>
    /// <exception cref="InputException">An argument, or a cell of the population, is out of range.</exception>
    public double MeanRate(double currentUa, double pulseNs, int power = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(power, 1);
        return Math.Exp(ExponentialMean.Log(Function(currentUa, pulseNs), power));
    }

    /// <summary>Mean and distribution of the write error rate.</summary>
    /// <param name="currentUa">Current of the nominal cell in uA.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <exception cref="InputException">An argument, or a cell of the population, is out of range.</exception>
    public PopulationRates Rates(double currentUa, double pulseNs)
    {
        LogRateFunction function = Function(currentUa, pulseNs);
        double nominal = Math.Exp(function.At(_nominal, 1)[0]);
        (PopulationMoments moments, double gaussHermite) = MomentsOf(function, pulseNs);
        Func<double, double> exceeded = Quantiles(function);
        return new()
        {
            NominalCell = nominal,
            Mean = Math.Exp(ExponentialMean.Log(function)),
            MedianCell = Math.Exp(exceeded(0.5)),
            ThreeSigmaCell = Math.Exp(exceeded(NormalTail.Above(3))),
            SixSigmaCell = Math.Exp(exceeded(NormalTail.Above(6))),
            WorstOf2Pow20Cells = Math.Exp(exceeded(WorstOf(20))),
            WorstOf2Pow30Cells = Math.Exp(exceeded(WorstOf(30))),
            Moments = moments,
            Approximations = Approximate(function, nominal, gaussHermite),
        };
    }

    /// <summary>The rates that shares of the cells exceed.</summary>
    /// <param name="currentUa">Current of the nominal cell in uA.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <param name="shares">The shares, each 1e-12 to below 1.</param>
    /// <exception cref="InputException">An argument, or a cell of the population, is out of range.</exception>
    public IReadOnlyList<double> RatesExceededBy(double currentUa, double pulseNs, IReadOnlyList<double> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        Func<double, double> exceeded = Quantiles(Function(currentUa, pulseNs));
        return [.. shares.Select(share => Math.Exp(exceeded(share)))];
    }

    /// <summary>The nominal current, in uA, with which the mean of a power of the rate reaches a value.</summary>
    /// <param name="writeErrorRate">The mean of the power, above 0 and below 1.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <param name="power">The power, 1 or more.</param>
    /// <exception cref="InputException">An argument, or a cell of the population, is out of range.</exception>
    public double CurrentUaOfMean(double writeErrorRate, double pulseNs, int power = 1)
    {
        CheckRate(writeErrorRate);
        double target = Math.Log(writeErrorRate);
        double guess = Math.Log(NominalCurrentUa(Math.Exp(target / power), pulseNs));
        double Excess(double logCurrent) => ExponentialMean.Log(Function(Math.Exp(logCurrent), pulseNs), power) - target;
        double before = guess;
        double excessBefore = Excess(before);
        double now = before + (excessBefore >= 0 ? 0.02 : -0.02);
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            double excess = Excess(now);
            double slope = (excess - excessBefore) / (now - before);
            if (Math.Abs(excess) < CurrentAccuracy)
                return Math.Exp(now);
            if (!(slope < 0))
                break;
            (before, excessBefore) = (now, excess);
            double step = Math.Clamp(-excess / slope, -0.5, 0.5);
            if (Math.Abs(step) < CurrentAccuracy)
                return Math.Exp(now + step);
            now += step;
        }

        throw new InputException(FormattableString.Invariant(
            $"no current was found that gives these cells a mean write error rate of {writeErrorRate:G3} in {pulseNs:G4} ns"));
    }

    /// <summary>The current, in uA, with which the nominal cell reaches a write error rate.</summary>
    /// <param name="writeErrorRate">The rate, above 0 and below 1.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <exception cref="InputException">An argument is out of range, or no current does it.</exception>
    public double NominalCurrentUa(double writeErrorRate, double pulseNs)
    {
        double current = Math.Exp(SwitchingFunction(writeErrorRate, pulseNs).At(_nominal, 1)[0]);
        return current > 0 && current <= MaxUa
            ? current
            : throw new InputException(FormattableString.Invariant(
                $"no current up to {MaxUa:G4} uA gives the nominal cell a write error ")
                + FormattableString.Invariant($"rate of {writeErrorRate:G3} in {pulseNs:G4} ns"));
    }

    /// <summary>The nominal currents that restore a write error rate.</summary>
    /// <param name="writeErrorRate">The rate, above 0 and below 1.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <exception cref="InputException">An argument, or a cell of the population, is out of range.</exception>
    public PopulationMargin Margin(double writeErrorRate, double pulseNs)
    {
        double nominalUa = NominalCurrentUa(writeErrorRate, pulseNs);
        Func<double, double> exceeded = Quantiles(SwitchingFunction(writeErrorRate, pulseNs));
        double slope = LogSlope(nominalUa, pulseNs);
        double gradient = _map.Dimensions == 0
            ? 0
            : Expansion.At(Function(nominalUa, pulseNs), Vector<double>.Build.Dense(_map.Dimensions), Step).Gradient.L2Norm();
        return new(
            nominalUa,
            CurrentUaOfMean(writeErrorRate, pulseNs),
            Current(exceeded(NormalTail.Above(6))),
            Current(exceeded(WorstOf(20))),
            Math.Exp(gradient * gradient / (2 * -slope)),
            slope);
    }

    /// <summary>The nominal currents at which the cells have a write error rate.</summary>
    /// <param name="writeErrorRate">The rate, above 0 and below 1.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <exception cref="InputException">An argument, or a cell of the population, is out of range.</exception>
    public SwitchingCurrents Switching(double writeErrorRate, double pulseNs)
    {
        SwitchingCurrentFunction function = SwitchingFunction(writeErrorRate, pulseNs);
        double nominalUa = NominalCurrentUa(writeErrorRate, pulseNs);
        Func<double, double> exceeded = Quantiles(function);
        TensorRule rule = new(_map.Dimensions, MomentOrder);
        (double mean, double deviation) = WeightedMoments.Of(rule.Weights, [.. function.At(rule.Points, rule.Count).Select(Math.Exp)]);
        return new(
            nominalUa,
            double.IsFinite(mean) ? mean : null,
            double.IsFinite(mean) ? deviation : null,
            Current(exceeded(1 - NormalTail.Above(3))),
            Current(exceeded(0.5)),
            Current(exceeded(NormalTail.Above(3))),
            Current(exceeded(NormalTail.Above(6))));
    }

    /// <summary>Energy, in pJ, of one pulse on a cell in the parallel state: I² (R_P + R_T) t.</summary>
    /// <param name="currentUa">Current in uA.</param>
    /// <param name="pulseNs">Time in ns.</param>
    public double EnergyPj(double currentUa, double pulseNs) => _junction.Resistance.ParallelPulsePj(currentUa, pulseNs);

    private static double? Current(double logCurrent) => double.IsFinite(logCurrent) ? Math.Exp(logCurrent) : null;

    // The median over chips of the worst of N cells is exceeded by 1 - 2^(-1/N) of them.
    private static double WorstOf(int powerOfTwo) => -NearOne.ExpMinusOne(-Constants.Ln2 / Math.Pow(2, powerOfTwo));

    internal static void CheckMeanRate(double writeErrorRate)
    {
        if (!MeanRates.Contains(writeErrorRate))
            throw new InputException(FormattableString.Invariant(
                $"a mean write error rate of {writeErrorRate:G6} cannot be asked for; allowed: {MeanRates.Text}"));
    }

    private static void CheckRate(double writeErrorRate)
    {
        if (!(writeErrorRate > 0 && writeErrorRate < 1))
            throw new InputException(FormattableString.Invariant(
                $"a write error rate of {writeErrorRate:G6} is out of range; allowed: above 0 to below 1"));
    }

    private LogRateFunction Function(double currentUa, double pulseNs)
    {
        if (!(currentUa > 0 && currentUa <= MaxUa))
            throw new InputException(FormattableString.Invariant(
                $"a current of {currentUa:G6} uA is out of range; allowed: above 0 to {MaxUa:G4} uA"));
        CheckPulse(pulseNs);
        return new(_map, _rate, currentUa, pulseNs);
    }

    private SwitchingCurrentFunction SwitchingFunction(double writeErrorRate, double pulseNs)
    {
        CheckRate(writeErrorRate);
        CheckPulse(pulseNs);
        return new(_map, _rate, Math.Log(-NearOne.LogOnePlus(-writeErrorRate)), pulseNs);
    }

    private void CheckPulse(double pulseNs)
    {
        WriteSolver.CheckPulse(pulseNs);
        if (!(pulseNs <= MaxPulseNs))
            throw new InputException(FormattableString.Invariant(
                $"a pulse width of {pulseNs:G6} ns is too long for a population of {_junction.Name}; allowed: up to {MaxPulseNs:G4} ns"));
    }

    private Func<double, double> Quantiles(IFunctionOfNormals function)
    {
        if (_map.Dimensions > 0)
            return new LineFamily(function).LevelExceededWith;
        double nominal = function.At(_nominal, 1)[0];
        return _ => nominal;
    }

    private double LogSlope(double currentUa, double pulseNs)
    {
        double At(double steps) => Function(currentUa * Math.Exp(steps * Step / 2), pulseNs).At(_nominal, 1)[0];
        return (At(-2) - 8 * At(-1) + 8 * At(1) - At(2)) / (6 * Step);
    }

    private (PopulationMoments Moments, double MeanRate) MomentsOf(LogRateFunction function, double pulseNs)
    {
        int n = _map.Dimensions;
        TensorRule rule = new(n, MomentOrder);
        double[] logRates = function.At(rule.Points, rule.Count);
        double[] stabilities = new double[rule.Count];
        for (int p = 0; p < rule.Count; p++)
            stabilities[p] = _map.Reduce(rule.Points.AsSpan(p * n, n), 1, pulseNs).Stability;
        (double meanLog, double deviationOfLog) = WeightedMoments.Of(rule.Weights, logRates);
        (double mean, double deviation) = WeightedMoments.Of(rule.Weights, stabilities);
        double unit = _map.CriticalCurrentUa(1);
        double meanRate = 0;
        for (int p = 0; p < rule.Count; p++)
            meanRate += rule.Weights[p] * Math.Exp(logRates[p]);
        return (new(meanLog, deviationOfLog, mean, deviation, mean * unit, deviation * unit), meanRate);
    }

    private MeanApproximations Approximate(LogRateFunction function, double nominal, double gaussHermite)
    {
        if (_map.Dimensions == 0)
            return new(nominal, nominal, nominal);
        Expansion expansion = Expansion.At(function, Vector<double>.Build.Dense(_map.Dimensions), Step);
        Vector<double> g = expansion.Gradient;
        Matrix<double> curvature = Matrix<double>.Build.DenseIdentity(g.Count) - expansion.Hessian;
        bool hasMean = curvature.Evd(Symmetricity.Symmetric).EigenValues.All(value => value.Real > 0);
        return new(
            nominal * Math.Exp(g.DotProduct(g) / 2),
            hasMean ? nominal * Math.Exp(g.DotProduct(curvature.Solve(g)) / 2) / Math.Sqrt(curvature.Determinant()) : null,
            gaussHermite);
    }
}
