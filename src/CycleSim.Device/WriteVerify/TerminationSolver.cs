using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Junction;
using CycleSim.Device.Mathematics;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using MathNet.Numerics.Integration;

namespace CycleSim.Device.WriteVerify;

/// <summary>
/// Writing with termination: a circuit sees that a cell has switched and stops its pulse after a delay, at the latest at the end of the
/// longest pulse. A bit that is not to toggle gets no pulse.
/// </summary>
public sealed class TerminationSolver
{
    private const int QuadratureOrder = 6;
    private const int PanelsPerUnit = 40;
    private const int MinPanels = 200;

    private const double Negligible = 1e-18;

    // Of the rate at the end of the pulse; times are ten times better.
    private const double Tolerance = 3e-4;

    private readonly MagneticTunnelJunction _junction;
    private readonly DriveModel _drive;
    private readonly SwitchingCurve _curve;
    private readonly double _currentUa;
    private readonly double _maxNs;

    /// <summary>Solves for a current.</summary>
    /// <param name="junction">The junction.</param>
    /// <param name="currentUa">Current in uA.</param>
    /// <param name="maxPulseNs">The longest pulse in ns.</param>
    /// <exception cref="InputException">An argument is out of range, or the junction's drive is not that of a constant current.</exception>
    public TerminationSolver(MagneticTunnelJunction junction, double currentUa, double maxPulseNs)
    {
        ArgumentNullException.ThrowIfNull(junction);
        if (junction.Drive != DriveMode.Current)
            throw new InputException($"{junction.Name}: termination is known for junctions with \"drive\": \"current\"");
        _junction = junction;
        _drive = new(junction, WriteDirection.FromParallel, 0);
        WriteSolver.CheckPulse(maxPulseNs);
        double maxUa = WriteSolver.MaxOverdrive * junction.CriticalCurrentA * 1e6;
        if (!(currentUa > 0 && currentUa <= maxUa))
            throw new InputException(FormattableString.Invariant(
                $"a current of {currentUa:G6} uA is out of range; allowed: above 0 to {maxUa:G4} uA"));
        _curve = Curve(_drive.Drive(currentUa * 1e-6), maxPulseNs);
        _currentUa = currentUa;
        _maxNs = maxPulseNs;
    }

    /// <summary>Times and energies.</summary>
    /// <param name="detectionDelayNs">Time from the crossing to the end of the pulse in ns, 0 to the longest pulse.</param>
    /// <param name="wordBits">Bits of a word, 1 to <see cref="AttemptStatistics.MaxWordBits"/>.</param>
    /// <param name="toggleProbability">Probability that a bit has to toggle, 0 to 1.</param>
    /// <exception cref="InputException">An argument is out of range.</exception>
    public TerminatedWrite Solve(double detectionDelayNs, int wordBits, double toggleProbability)
    {
        Check(detectionDelayNs, wordBits, toggleProbability);
        double free = _maxNs - detectionDelayNs;
        double mean = detectionDelayNs + Integral(Remaining, free);
        double square = detectionDelayNs * detectionDelayNs + Integral(t => 2 * (t + detectionDelayNs) * Remaining(t), free);
        double word = detectionDelayNs * NearOne.AtLeastOne(toggleProbability, wordBits)
            + Integral(t => NearOne.AtLeastOne(toggleProbability * Remaining(t), wordBits), free);
        double power = PowerPjPerNs();
        return new()
        {
            RateAtMaxPulse = _curve.End.Remaining,
            MeanPulseNs = mean,
            DeviationOfPulseNs = Math.Sqrt(Math.Max(0, square - mean * mean)),
            MeanPulseToFirstCrossingNs = detectionDelayNs + (free > 0 ? FirstCrossingNs(free) : 0),
            MeanWordNs = word,
            FixedPulsePj = power * _maxNs,
            TerminatedPj = power * mean,
            StoredBitPj = toggleProbability * power * mean,
            StoredBitOfWordPj = toggleProbability * power * word,
        };
    }

    /// <summary>Probability that a cell has not switched at a time of the pulse.</summary>
    /// <param name="timeNs">Time in ns, 0 to the longest pulse.</param>
    public double Remaining(double timeNs) => _curve.WriteErrorRate(timeNs * 1e-9 / _drive.CharacteristicTimeS);

    private double PowerPjPerNs() => _junction.Resistance.ParallelPulsePj(_currentUa, 1);

    private double FirstCrossingNs(double freeNs)
    {
        ReducedDrive drive = _drive.Drive(_currentUa * 1e-6) with { AbsorbsAtBarrier = true };
        double unitNs = _drive.CharacteristicTimeS * 1e9;
        SwitchingCurve curve = Curve(drive, freeNs);
        return Integral(t => curve.WriteErrorRate(Math.Min(t / unitNs, curve.End.Time)), freeNs);
    }

    private SwitchingCurve Curve(ReducedDrive drive, double timeNs) =>
        _drive.Solve([new(drive, timeNs * 1e-9 / _drive.CharacteristicTimeS)], Tolerance);

    private double Integral(Func<double, double> function, double toNs)
    {
        // The solution changes within tau_D / i.
        double units = toNs * 1e-9 / _drive.CharacteristicTimeS * Math.Max(1, Math.Abs(_currentUa * 1e-6 / _drive.CriticalCurrentA));
        int panels = Math.Max(MinPanels, (int)Math.Ceiling(PanelsPerUnit * units));
        double sum = 0;
        for (int panel = 0; panel < panels && toNs > 0; panel++)
        {
            double part = GaussLegendreRule.Integrate(function, toNs * panel / panels, toNs * (panel + 1) / panels, QuadratureOrder);
            sum += part;

            // Probabilities fall: once all cells have switched, nothing more comes.
            if (part < Negligible * sum)
                break;
        }

        return sum;
    }

    private void Check(double detectionDelayNs, int wordBits, double toggleProbability)
    {
        if (!(detectionDelayNs >= 0 && detectionDelayNs <= _maxNs))
            throw new InputException(FormattableString.Invariant(
                $"a detection delay of {detectionDelayNs:G6} ns is out of range; allowed: 0 to the longest pulse, {_maxNs} ns"));
        if (!(wordBits is >= 1 and <= AttemptStatistics.MaxWordBits))
            throw new InputException($"a word of {wordBits} bits is out of range; allowed: 1 to {AttemptStatistics.MaxWordBits}");
        if (!(toggleProbability is >= 0 and <= 1))
            throw new InputException(FormattableString.Invariant(
                $"a toggle probability of {toggleProbability:G6} is out of range; allowed: 0 to 1"));
    }
}
