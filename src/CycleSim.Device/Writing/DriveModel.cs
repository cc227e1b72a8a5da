using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Junction;
using CycleSim.Platform;

namespace CycleSim.Device.Writing;

/// <summary>Turns a current in a junction into the reduced drive of its magnetisation, in one write direction.</summary>
/// <param name="junction">The junction.</param>
/// <param name="direction">The starting state; z = +1 there.</param>
/// <param name="fieldT">External field along z in T, above 0 when it holds the starting state.</param>
internal sealed class DriveModel(MagneticTunnelJunction junction, WriteDirection direction, double fieldT)
{
    private readonly double _startCosine = direction == WriteDirection.FromParallel ? 1 : -1;
    private readonly double _criticalCurrentA = junction.CriticalCurrentA;
    private readonly double _fieldRatio = fieldT / junction.AnisotropyFieldT;
    private readonly double _characteristicTimeS = junction.CharacteristicTimeS;

    internal WriteDirection Direction => direction;

    internal double CriticalCurrentA => _criticalCurrentA;

    internal double CharacteristicTimeS => _characteristicTimeS;

    internal ReducedSegment Segment(PulseSegment pulse) =>
        new(Drive(pulse.CurrentA), pulse.DurationS / _characteristicTimeS, CellPower(pulse.CurrentA));

    internal ReducedDrive Drive(double currentA) => new(currentA / _criticalCurrentA, _fieldRatio, Shape(currentA));

    /// <summary>Voltage over the cell in its starting state, in V.</summary>
    internal double VoltageV(double currentA) => junction.Resistance.CellVoltageV(currentA, _startCosine);

    /// <summary>Current that a voltage over the cell drives through its starting state, in A.</summary>
    internal double CurrentA(double voltageV) => junction.Resistance.CurrentA(voltageV, _startCosine);

    /// <summary>Solves for a pulse, and says in ns and uA what cannot be solved.</summary>
    /// <param name="pulse">The pulse.</param>
    /// <param name="tolerance">Bound on the estimated relative error of the write error rate.</param>
    /// <exception cref="InputException">The pulse has too many steps, or its write error rate is not known well enough.</exception>
    internal SwitchingCurve Solve(IReadOnlyList<ReducedSegment> pulse, double tolerance = SwitchingSolver.DefaultTolerance)
    {
        foreach (ReducedSegment segment in pulse)
        {
            double longest = SwitchingSolver.MaxDuration(segment.Drive);
            if (segment.Duration > longest)
            {
                throw new InputException(FormattableString.Invariant($"{Text([segment])} is too long to be solved; possible: up to ")
                    + FormattableString.Invariant($"{longest * _characteristicTimeS * 1e9:G4} ns at this current"));
            }
        }

        try
        {
            return SwitchingSolver.Solve(junction.ThermalStability, pulse, tolerance);
        }
        catch (ConvergenceException problem)
        {
            throw new InputException(FormattableString.Invariant(
                $"the write error rate of {Text(pulse)} is known to {problem.EstimatedError:P2} only; possible: other pulses or currents"));
        }
    }

    private string Text(IReadOnlyList<ReducedSegment> pulse) => FormattableString.Invariant(
        $"a pulse of {pulse.Sum(segment => segment.Duration) * _characteristicTimeS * 1e9:G4} ns with ")
        + FormattableString.Invariant($"{pulse.Max(segment => Math.Abs(segment.Drive.Overdrive)) * _criticalCurrentA * 1e6:G4} uA");

    private Func<double, double>? Shape(double currentA)
    {
        bool slonczewski = junction.Torque == TorqueModel.Slonczewski;
        bool voltage = junction.Drive == DriveMode.Voltage && currentA != 0;
        if (!slonczewski && !voltage)
            return null;
        double polarisation = slonczewski ? junction.Resistance.PolarisationSquared : 0;
        double voltageV = voltage ? VoltageV(currentA) : 0;
        return z =>
        {
            double cosine = _startCosine * z;
            double current = voltage ? junction.Resistance.CurrentA(voltageV, cosine) / currentA : 1;
            return current / (1 + polarisation * cosine);
        };
    }

    /// <summary>Power of the cell in W as a function of z under voltage drive.</summary>
    private Func<double, double>? CellPower(double currentA)
    {
        if (junction.Drive != DriveMode.Voltage)
            return null;
        double voltageV = VoltageV(currentA);
        return z => voltageV * junction.Resistance.CurrentA(voltageV, _startCosine * z);
    }
}
