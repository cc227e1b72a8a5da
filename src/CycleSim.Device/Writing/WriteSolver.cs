using CycleSim.Configuration.Text;
using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Junction;
using CycleSim.Platform;
using MathNet.Numerics.RootFinding;

namespace CycleSim.Device.Writing;

/// <summary>
/// Write error rates and write points of a junction by the Fokker-Planck equation: given two of write error rate, current and pulse
/// width, the third. Thread-safe.
/// </summary>
public sealed class WriteSolver : IWritePoints
{
    /// <summary>Smallest write error rate that can be asked for.</summary>
    public const double MinWriteErrorRate = 1e-18;

    /// <summary>Minimum pulse width in ns.</summary>
    public const double MinPulseNs = 0.01;

    /// <summary>Maximum pulse width in ns.</summary>
    public const double MaxPulseNs = 1000;

    /// <summary>Write error rates that a write point can be solved for.</summary>
    public static readonly NumberRange WriteErrorRates = new(MinWriteErrorRate, 1) { ExcludesMax = true };

    /// <summary>Pulse widths, in ns.</summary>
    public static readonly NumberRange PulsesNs = new(MinPulseNs, MaxPulseNs);

    /// <summary>Largest current in units of the critical current.</summary>
    public const double MaxOverdrive = 100;

    private const double Nano = 1e-9;
    private const double Micro = 1e-6;
    private const double Pico = 1e-12;

    // Keeps logarithms finite far below any rate that can be asked for.
    private const double Negligible = 1e-300;

    // Relative accuracy of a current that is solved for.
    private const double CurrentAccuracy = 1e-6;

    private readonly MagneticTunnelJunction _junction;
    private readonly DriveModel _drive;
    private readonly double _stability;
    private readonly double _fieldT;

    /// <summary>A solver for one junction and direction.</summary>
    /// <param name="junction">The junction.</param>
    /// <param name="direction">The state that a write starts from; matters with voltage drive or Slonczewski torque only.</param>
    /// <param name="fieldT">
    /// External field along z during the pulse in T; above 0 it holds the starting state. The thermal state before the pulse is without it.
    /// </param>
    /// <exception cref="InputException">The field is not finite, or as strong as the anisotropy field.</exception>
    public WriteSolver(MagneticTunnelJunction junction, WriteDirection direction = WriteDirection.FromParallel, double fieldT = 0)
    {
        ArgumentNullException.ThrowIfNull(junction);
        if (!(Math.Abs(fieldT) < junction.AnisotropyFieldT))
        {
            double highestOe = junction.AnisotropyFieldOe;
            throw new InputException(FormattableString.Invariant(
                $"a field of {fieldT / PhysicalConstants.VacuumPermeability / PhysicalConstants.Oersted:G4} Oe leaves no two states; ")
                + FormattableString.Invariant($"allowed: between -{highestOe:G4} and {highestOe:G4} (the anisotropy field)"));
        }

        _junction = junction;
        Direction = direction;
        _fieldT = fieldT;
        _drive = new(junction, direction, fieldT);
        _stability = junction.ThermalStability;
    }

    /// <summary>The state that a write starts from.</summary>
    public WriteDirection Direction { get; }

    /// <summary>
    /// Probabilities over the time of a pulse; reduced time times <see cref="MagneticTunnelJunction.CharacteristicTimeS"/> is time.
    /// </summary>
    /// <param name="pulse">The pulse in pieces.</param>
    /// <exception cref="InputException">There is no piece, or a current or duration is out of range.</exception>
    public SwitchingCurve Solve(IReadOnlyList<PulseSegment> pulse)
    {
        ArgumentNullException.ThrowIfNull(pulse);
        if (pulse.Count == 0)
            throw new InputException("the pulse has no pieces");
        foreach (PulseSegment piece in pulse)
        {
            CheckOverdrive(piece.CurrentA);
            if (!(piece.DurationS > 0 && piece.DurationS <= MaxPulseNs * Nano))
                throw OutOfRange("pulse width", piece.DurationS / Nano, "ns", 0, MaxPulseNs);
        }

        return _drive.Solve([.. pulse.Select(_drive.Segment)]);
    }

    /// <summary>Write error rate over pulse width at a current, for all widths up to one.</summary>
    /// <param name="currentUa">Current in uA.</param>
    /// <param name="maxNs">Longest pulse width in ns.</param>
    /// <exception cref="InputException">An argument is out of range.</exception>
    public SwitchingCurve Curve(double currentUa, double maxNs)
    {
        CheckPulse(maxNs);
        return Solve([new(currentUa * Micro, maxNs * Nano)]);
    }

    /// <summary>The point at a current and a pulse width.</summary>
    /// <param name="currentUa">Current in uA.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <exception cref="InputException">An argument is out of range.</exception>
    public JunctionWritePoint AtCurrentAndPulse(double currentUa, double pulseNs) =>
        Point(Curve(currentUa, pulseNs).End.Remaining, currentUa, pulseNs);

    /// <summary>The current that reaches a write error rate within a pulse width.</summary>
    /// <param name="writeErrorRate">The rate, <see cref="MinWriteErrorRate"/> to below 1.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <exception cref="InputException">An argument is out of range, or no current does it.</exception>
    public JunctionWritePoint AtWerAndPulse(double writeErrorRate, double pulseNs)
    {
        CheckWer(writeErrorRate);
        CheckPulse(pulseNs);
        double target = Math.Log(writeErrorRate);
        double time = pulseNs * Nano / _drive.CharacteristicTimeS;
        double Excess(double overdrive)
        {
            ReducedDrive drive = _drive.Drive(overdrive * _drive.CriticalCurrentA);
            return Math.Log(Math.Max(_drive.Solve([new(drive, time)]).End.Remaining, Negligible)) - target;
        }

        double guess = Math.Min(ClosedForm.Overdrive(_stability, writeErrorRate, time), MaxOverdrive / 2);
        (double low, double high) = (guess * 0.95, guess * 1.05);
        while (Excess(low) < 0)
        {
            high = low;
            low = low > 0.1 ? low * 0.8 : low == 0 ? throw SwitchesWithoutCurrent(writeErrorRate, pulseNs) : 0;
        }

        while (Excess(high) > 0)
        {
            low = high;
            high = high < MaxOverdrive ? Math.Min(high * 1.25, MaxOverdrive) : throw PulseTooShort(writeErrorRate, pulseNs);
        }

        double found = Brent.FindRoot(Excess, low, high, CurrentAccuracy * high, 100);
        return Point(writeErrorRate, found * _drive.CriticalCurrentA / Micro, pulseNs);
    }

    /// <summary>The pulse width that reaches a write error rate at a current.</summary>
    /// <param name="writeErrorRate">The rate, <see cref="MinWriteErrorRate"/> to below 1.</param>
    /// <param name="currentUa">Current in uA.</param>
    /// <exception cref="InputException">An argument is out of range, or no pulse up to the longest does it.</exception>
    public JunctionWritePoint AtWerAndCurrent(double writeErrorRate, double currentUa)
    {
        CheckWer(writeErrorRate);
        double overdrive = CheckOverdrive(currentUa * Micro);
        ReducedDrive drive = _drive.Drive(currentUa * Micro);
        double longest = MaxPulseNs * Nano / _drive.CharacteristicTimeS;
        double horizon = overdrive > 1.1 ? 0.2 / overdrive + 1.5 * ClosedForm.Time(_stability, writeErrorRate, overdrive) : 10;
        while (true)
        {
            horizon = Math.Min(horizon, longest);
            SwitchingCurve curve = _drive.Solve([new(drive, horizon)]);
            if (curve.TimeOf(writeErrorRate) is { } time)
                return Point(writeErrorRate, currentUa, time * _drive.CharacteristicTimeS / Nano);
            if (horizon >= longest)
                throw CurrentTooSmall(writeErrorRate, currentUa, curve.End.Remaining);
            horizon *= 2;
        }
    }

    /// <summary>The current in uA that a voltage over the cell drives through its starting state.</summary>
    /// <param name="voltageV">Voltage over junction and access transistor in V.</param>
    public double CurrentUa(double voltageV) => _drive.CurrentA(voltageV) / Micro;

    private JunctionWritePoint Point(double writeErrorRate, double currentUa, double pulseNs) => new(
        writeErrorRate, currentUa, pulseNs, _drive.VoltageV(currentUa * Micro),
        EnergyPj(WriteDirection.FromParallel, currentUa, pulseNs), EnergyPj(WriteDirection.FromAntiparallel, currentUa, pulseNs));

    private double EnergyPj(WriteDirection start, double currentUa, double pulseNs)
    {
        if (_junction.Drive == DriveMode.Current)
        {
            double cosine = start == WriteDirection.FromParallel ? 1 : -1;
            return currentUa * Micro * _junction.Resistance.CellVoltageV(currentUa * Micro, cosine) * pulseNs * Nano / Pico;
        }

        // The supply holds one voltage for both directions.
        DriveModel drive = new(_junction, start, _fieldT);
        double current = drive.CurrentA(_drive.VoltageV(currentUa * Micro));
        SwitchingCurve curve = drive.Solve([drive.Segment(new(current, pulseNs * Nano))]);
        return curve.ObservableIntegral() * drive.CharacteristicTimeS / Pico;
    }

    internal double CheckOverdrive(double currentA)
    {
        double overdrive = currentA / _drive.CriticalCurrentA;
        double maxUa = MaxOverdrive * _drive.CriticalCurrentA / Micro;
        return Math.Abs(overdrive) <= MaxOverdrive
            ? overdrive
            : throw OutOfRange("current", currentA / Micro, "uA", -maxUa, maxUa);
    }

    internal static void CheckPulse(double pulseNs)
    {
        if (!PulsesNs.Contains(pulseNs))
            throw OutOfRange("pulse width", pulseNs, "ns", MinPulseNs, MaxPulseNs);
    }

    private static void CheckWer(double writeErrorRate)
    {
        if (!WriteErrorRates.Contains(writeErrorRate))
        {
            throw new InputException(FormattableString.Invariant(
                $"a write error rate of {writeErrorRate:G6} cannot be asked for; allowed: {WriteErrorRates.Text}"));
        }
    }

    private InputException PulseTooShort(double writeErrorRate, double pulseNs)
    {
        double currentUa = MaxOverdrive * _drive.CriticalCurrentA / Micro;
        JunctionWritePoint possible = AtWerAndCurrent(writeErrorRate, currentUa);
        return new(FormattableString.Invariant(
            $"no current up to {currentUa:G4} uA reaches a write error rate of {writeErrorRate:G3} in {pulseNs:G4} ns; ")
            + FormattableString.Invariant($"possible: pulses from {possible.PulseNs:G4} ns"));
    }

    private static InputException SwitchesWithoutCurrent(double writeErrorRate, double pulseNs) => new(FormattableString.Invariant(
        $"in {pulseNs:G4} ns the junction leaves its state more often than a write error rate of {writeErrorRate:G6} means, ")
        + "without any current");

    private InputException CurrentTooSmall(double writeErrorRate, double currentUa, double reached)
    {
        JunctionWritePoint needed = AtWerAndPulse(writeErrorRate, MaxPulseNs);
        return new(FormattableString.Invariant(
            $"at {currentUa:G4} uA no pulse up to {MaxPulseNs:G4} ns reaches a write error rate of {writeErrorRate:G3} ")
            + FormattableString.Invariant($"(it is then {reached:G3}); possible: from {needed.CurrentUa:G4} uA ")
            + FormattableString.Invariant($"(the critical current is {_drive.CriticalCurrentA / Micro:G4} uA)"));
    }

    private static InputException OutOfRange(string name, double value, string unit, double min, double max) =>
        new(FormattableString.Invariant(
            $"a {name} of {value:G6} {unit} is out of range; allowed: {min:G4} to {max:G4} {unit}"));
}
