using CycleSim.Configuration.Text;
using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Junction;
using CycleSim.Device.Mathematics;
using CycleSim.Device.Writing;
using CycleSim.Platform;

namespace CycleSim.Device.Retention;

/// <summary>
/// How likely a cell is across its barrier when a time ends, without being written. Without current that is what retention loses; with
/// the current of a read it is not the disturb (<see cref="Reading.ReadDisturbSolver"/>), which also counts cells that fall over
/// afterwards. The Fokker-Planck equation is integrated until the state in the well has settled; from then on probability passes the
/// barrier at one rate, which the flux through z = 0 gives.
/// </summary>
public static class RetentionSolver
{
    /// <summary>Times in s: up to a thousand years.</summary>
    public static readonly NumberRange TimesS = new(0, 1000 * SecondsPerYear) { ExcludesMin = true };

    /// <summary>Seconds of a Julian year.</summary>
    public const double SecondsPerYear = 365.25 * 86400;

    /// <summary>The usual requirement of a non-volatile memory, s.</summary>
    public const double TenYearsS = 10 * SecondsPerYear;

    // Within a well the state relaxes as exp(-2 (1 - i) tau): after this time over (1 - i) by exp(-32).
    private const double Settled = 16;

    // With less of a well than this the other state is reached before it would matter.
    private const double SlowestWell = 0.05;
    private const int Cells = 800;

    /// <summary>Probability that a cell is on the other side of its barrier when a time ends.</summary>
    /// <param name="junction">The junction.</param>
    /// <param name="timeS">The time in s, above 0, up to a thousand years; see <see cref="TimesS"/>.</param>
    /// <param name="currentA">
    /// Current in A until then; above 0 when it drives the cell out of its state, 0 for retention. The result is not the disturb of a read.
    /// </param>
    /// <param name="direction">The state.</param>
    /// <returns>The probability.</returns>
    /// <exception cref="InputException">The time or the current is out of range.</exception>
    public static double ErrorProbability(
        MagneticTunnelJunction junction, double timeS, double currentA = 0, WriteDirection direction = WriteDirection.FromParallel)
    {
        ArgumentNullException.ThrowIfNull(junction);
        if (!TimesS.Contains(timeS))
            throw new InputException(FormattableString.Invariant($"a time of {timeS:G4} s is out of range; allowed: {TimesS.Text} s"));

        double maxA = WriteSolver.MaxOverdrive * junction.CriticalCurrentA;
        if (!(Math.Abs(currentA) <= maxA))
        {
            throw new InputException(FormattableString.Invariant(
                $"a current of {currentA * 1e6:G4} uA is out of range; allowed: up to {maxA * 1e6:G4} uA"));
        }

        ReducedDrive drive = new DriveModel(junction, direction, 0).Drive(currentA);
        try
        {
            return ErrorProbability(junction.ThermalStability, drive, timeS / junction.CharacteristicTimeS);
        }
        catch (ConvergenceException problem)
        {
            throw new InputException(FormattableString.Invariant(
                $"the probability of leaving the state after {timeS * 1e9:G4} ns at {currentA * 1e6:G4} uA is known to ")
                + FormattableString.Invariant($"{problem.EstimatedError:P1} only; possible: currents up to the critical ")
                + FormattableString.Invariant($"{junction.CriticalCurrentA * 1e6:G4} uA, or a longer time"));
        }
    }

    /// <summary>The same in reduced units.</summary>
    internal static double ErrorProbability(double stability, ReducedDrive drive, double time)
    {
        double settled = Settled / Math.Max(SlowestWell, 1 - Math.Abs(drive.Slope(0)));
        SwitchingNode early = SwitchingSolver.Solve(
            stability, [new(drive, Math.Min(time, settled))], controlled: ControlledProbability.Switched).End;
        double final = StationaryState.Switched(stability, drive, Cells);
        if (time <= settled || early.Switched >= final)
            return early.Switched;

        // Only the slowest mode is left: the flux through the barrier is its rate times the distance from the final state.
        double decay = early.Flux / (final - early.Switched) * (time - settled);
        return early.Switched * Math.Exp(-decay) - final * NearOne.ExpMinusOne(-decay);
    }
}
