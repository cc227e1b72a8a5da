using CycleSim.Device.Writing;

namespace CycleSim.Device.Retention;

/// <summary>What a write of a junction costs against the same write of the junction with a barrier of 55 kT.</summary>
/// <param name="CurrentRelative">Ratio of the currents.</param>
/// <param name="EnergyRelative">Ratio of the energies of a parallel cell.</param>
public sealed record RelaxedWrite(double CurrentRelative, double EnergyRelative)
{
    /// <summary>The barrier that relaxed junctions are compared with, in kB T: that of ten years.</summary>
    public const double ComparedStability = 55;

    /// <summary>Compares a write with that of the same rate and pulse width.</summary>
    /// <param name="point">The write of the scaled junction.</param>
    /// <param name="compared">The junction with the compared barrier.</param>
    /// <exception cref="CycleSim.Platform.InputException">That junction has no such write.</exception>
    public static RelaxedWrite Of(JunctionWritePoint point, IWritePoints compared)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(compared);
        JunctionWritePoint other = compared.AtWerAndPulse(point.WriteErrorRate, point.PulseNs);
        return new(point.CurrentUa / other.CurrentUa, point.EnergyPjParallel / other.EnergyPjParallel);
    }
}
