using CycleSim.Configuration.Text;
using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Junction;
using CycleSim.Device.Mathematics;
using CycleSim.Device.Retention;
using CycleSim.Device.Writing;
using CycleSim.Platform;

namespace CycleSim.Device.Reading;

/// <summary>Read disturb of a junction by the Fokker-Planck equation. Thread-safe.</summary>
public sealed class ReadDisturbSolver
{
    /// <summary>Durations of reads, in ns.</summary>
    public static readonly NumberRange ReadsNs = new(0.01, 1000);

    /// <summary>Pauses between reads, in ns.</summary>
    public static readonly NumberRange GapsNs = new(0, 1000);

    /// <summary>Largest read current in units of the critical current.</summary>
    public const double MaxOverdrive = 2;

    // Until a cell has come to rest in one of its states, in units of tau_D.
    private const double Relaxed = 30;

    // A train is settled when the state in the well has forgotten its start: exp(-2 x 16).
    private const double Settled = 16;
    private const double SlowestWell = 0.05;

    // Of each read and pause while a train settles.
    private const int MinTrainSteps = 4;

    // Pieces in which a train without pauses settles.
    private const int UnbrokenReads = 32;

    // With fewer cells left in their state, the loss of one read is as good as that of any.
    private const double MinRemaining = 0.01;

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

    /// <summary>Read currents of a junction, in uA: more is a write.</summary>
    /// <param name="junction">The junction.</param>
    public static NumberRange CurrentsUa(MagneticTunnelJunction junction)
    {
        ArgumentNullException.ThrowIfNull(junction);
        return new(0, MaxOverdrive * junction.CriticalCurrentA * 1e6);
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
            PiecewiseSolution run = new(_stability, refinement);
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
        if (drive.Overdrive >= 1)
        {
            throw new InputException(FormattableString.Invariant(
                $"a train of reads of {currentUa:G6} uA leaves no state; allowed: below {_drive.CriticalCurrentA * 1e6:G6} uA (critical)"));
        }

        (double read, double gap) = (Reduced(readNs), Reduced(gapNs));
        double well = Math.Max(SlowestWell, 1 - Math.Abs(drive.Slope(0)));
        double period = read * well + gap;
        return Extrapolation.Of(refinement =>
        {
            PiecewiseSolution run = new(_stability, refinement);
            Action readOnce = run.Piece(drive, read);
            Action pause = gap > 0 ? run.Piece(new(0), gap) : () => { };
            readOnce();
            pause();
            if (run.Remaining < MinRemaining)
                return 1 - run.Remaining;
            Settle(run, drive, read, gap, (int)Math.Ceiling(Settled / period));
            (double switched, double remaining) = (run.Switched, run.Remaining);
            readOnce();
            pause();

            // The smaller of the two probabilities has the digits.
            return switched < remaining ? (run.Switched - switched) / remaining : 1 - run.Remaining / remaining;
        });
    }

    /// <summary>Reads until the state in the well has forgotten its start, or the well is empty; without pauses as long reads.</summary>
    private static void Settle(PiecewiseSolution run, ReducedDrive drive, double read, double gap, int reads)
    {
        int periods = gap > 0 ? reads : UnbrokenReads;
        Action readOnce = run.Piece(drive, read * reads / periods, MinTrainSteps);
        Action pause = gap > 0 ? run.Piece(new(0), gap, MinTrainSteps) : () => { };
        for (int k = 0; k < periods && run.Remaining > MinRemaining; k++)
        {
            readOnce();
            pause();
        }
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
            rate / _drive.CharacteristicTimeS, BarrierEscape.KramersRate(_stability, overdrive) / _drive.CharacteristicTimeS,
            -NearOne.ExpMinusOne(-rate * Reduced(readNs)), _stability * (1 - overdrive) * (1 - overdrive));
    }

    private double Reduced(double timeNs) => timeNs * 1e-9 / _drive.CharacteristicTimeS;

    private ReducedDrive Check(double currentUa, double readNs)
    {
        if (!ReadsNs.Contains(readNs))
            throw new InputException(FormattableString.Invariant($"a read of {readNs:G6} ns is out of range; allowed: {ReadsNs.Text} ns"));
        NumberRange currents = CurrentsUa(_junction);
        return currents.Contains(currentUa)
            ? _drive.Drive(currentUa * 1e-6)
            : throw new InputException(FormattableString.Invariant(
                $"a read current of {currentUa:G6} uA is out of range; allowed: 0 to {currents.Max:G4} uA (twice the critical current)"));
    }
}
