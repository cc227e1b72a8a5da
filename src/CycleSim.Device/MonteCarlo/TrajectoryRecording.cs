namespace CycleSim.Device.MonteCarlo;

/// <summary>Recorded trajectories.</summary>
/// <param name="TimesNs">Recorded moments in ns, from 0.</param>
/// <param name="States">The magnetisation by moment and trajectory.</param>
public sealed record TrajectoryRecording(IReadOnlyList<double> TimesNs, Magnetisation[,] States)
{
    /// <summary>Number of trajectories.</summary>
    public int Trajectories => States.GetLength(1);

    /// <summary>When a trajectory first falls to a value of mz, interpolated between moments.</summary>
    /// <param name="trajectory">The trajectory.</param>
    /// <param name="z">The value of mz.</param>
    /// <returns>The time in ns, or null when it does not.</returns>
    public double? TimeOf(int trajectory, double z)
    {
        for (int moment = 1; moment < TimesNs.Count; moment++)
        {
            (double before, double after) = (States[moment - 1, trajectory].Z, States[moment, trajectory].Z);
            if (after <= z && before > z)
                return TimesNs[moment - 1] + (TimesNs[moment] - TimesNs[moment - 1]) * (before - z) / (before - after);
        }

        return null;
    }
}
