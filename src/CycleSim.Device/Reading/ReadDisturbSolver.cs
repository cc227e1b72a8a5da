using CycleSim.Configuration.Text;
using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Junction;
using CycleSim.Device.Mathematics;
using CycleSim.Device.Operation;
using CycleSim.Device.Retention;
using CycleSim.Platform;

namespace CycleSim.Device.Reading;

/// <summary>Read disturb of a junction by the Fokker-Planck equation. Thread-safe.</summary>
public sealed class ReadDisturbSolver
{
    /// <summary>Durations of reads, in ns.</summary>
    public static readonly NumberRange ReadsNs = new(0.01, 1000);

    /// <summary>Pauses between reads, in ns.</summary>
    public static readonly NumberRange GapsNs = new(0, 1000);

    /// <summary>Largest read current in units of the critical current: more is a write.</summary>
    public const double MaxOverdrive = 2;

    // Until a cell has come to rest in one of its states, in units of tau_D.
    private const double Relaxed = 30;

    // A train is settled when the state in the well has forgotten its start: exp(-2 x 16).
    private const double Settled = 16;
    private const double SlowestWell = 0.05;

    private readonly MagneticTunnelJunction _junction;
    private readonly DriveModel _drive;
    private readonly double _stability;

    /// <summary>A solver for one junction.</summary>
    /// <param name="junction">The junction.</param>
    /// <param name="direction">The state that is read.</param>
    public ReadDisturbSolver(MagneticTunnelJunction junction, WriteDirection direction = WriteDirection.FromParallel)
    {
        ArgumentNullException.ThrowIfNull(junction);
        _junction = junction;
        _drive = new(junction, direction, 0);
        _stability = junction.ThermalStability;
    }

    /// <summary>The disturb of a single read.</summary>
    /// <param name="currentUa">Read current in uA, at least 0; it drives towards the other state.</param>
    /// <param name="readNs">Duration in ns.</param>
    /// <exception cref="InputException">An argument is out of range.</exception>
    public ReadDisturb Single(double currentUa, double readNs)
    {
        ReducedDrive drive = Check(currentUa, readNs);
        double time = Reduced(readNs);
        double lost = RetentionTime.Loss(_stability, Relaxed, 1);
        double disturbed = Extrapolation.Of(refinement =>
        {
            TrainRun run = new(_stability, refinement);
            run.Piece(drive, time)();
            run.Piece(new(0), Relaxed)();
            return run.Switched - lost;
        });
        return new(RetentionSolver.ErrorProbability(_junction, readNs * 1e-9, currentUa * 1e-6, _drive.Direction), disturbed);
    }

    /// <summary>Loss for each read of a long train, and for each pause; includes what is lost in the pause without a read.</summary>
    /// <param name="currentUa">Read current in uA, at least 0.</param>
    /// <param name="readNs">Duration of each read in ns.</param>
    /// <param name="gapNs">Pause after each read in ns.</param>
    /// <returns>The probability that a cell that was in its state before a read is not after the pause.</returns>
    /// <exception cref="InputException">An argument is out of range.</exception>
    public double PerReadOfTrain(double currentUa, double readNs, double gapNs)
    {
        ReducedDrive drive = Check(currentUa, readNs);
        if (!GapsNs.Contains(gapNs))
            throw new InputException(FormattableString.Invariant($"a pause of {gapNs:G6} ns is out of range; allowed: {GapsNs.Text} ns"));
        (double read, double gap) = (Reduced(readNs), Reduced(gapNs));
        double well = Math.Max(SlowestWell, 1 - Math.Abs(drive.Slope(0)));
        int reads = 1 + (int)Math.Ceiling(Settled / (read * well + gap));
        return Extrapolation.Of(refinement =>
        {
            TrainRun run = new(_stability, refinement);
            Action readOnce = run.Piece(drive, read);
            Action pause = gap > 0 ? run.Piece(new(0), gap) : () => { };
            (double switched, double remaining) = (0, 1);
            for (int k = 0; k < reads; k++)
            {
                (switched, remaining) = (run.Switched, run.Remaining);
                readOnce();
                pause();
            }

            return (run.Switched - switched) / remaining;
        });
    }

    /// <summary>
    /// The disturb from the steady rate, far too high for short reads; null from the critical current on. The torque is taken as constant.
    /// </summary>
    /// <param name="currentUa">Read current in uA, at least 0.</param>
    /// <param name="readNs">Duration in ns.</param>
    /// <exception cref="InputException">An argument is out of range.</exception>
    public SteadyEscape? Steady(double currentUa, double readNs)
    {
        double overdrive = Check(currentUa, readNs).Overdrive;
        if (overdrive >= 1)
            return null;
        double rate = BarrierEscape.SteadyRate(_stability, overdrive);
        return new(
            rate / _drive.ReducedTimeS, BarrierEscape.KramersRate(_stability, overdrive) / _drive.ReducedTimeS,
            -NearOne.ExpMinusOne(-rate * Reduced(readNs)));
    }

    private double Reduced(double timeNs) => timeNs * 1e-9 / _drive.ReducedTimeS;

    private ReducedDrive Check(double currentUa, double readNs)
    {
        if (!ReadsNs.Contains(readNs))
            throw new InputException(FormattableString.Invariant($"a read of {readNs:G6} ns is out of range; allowed: {ReadsNs.Text} ns"));
        double maxUa = MaxOverdrive * _drive.CriticalCurrentA * 1e6;
        return currentUa >= 0 && currentUa <= maxUa
            ? _drive.Drive(currentUa * 1e-6)
            : throw new InputException(FormattableString.Invariant(
                $"a read current of {currentUa:G6} uA is out of range; allowed: 0 to {maxUa:G4} uA (twice the critical current)"));
    }
}
