using CycleSim.Device.Junction;
using CycleSim.Device.Writing;
using CycleSim.Platform;

namespace CycleSim.Device.MonteCarlo;

/// <summary>Records single trajectories over time, for plots and for comparison with closed forms.</summary>
public static class TrajectoryRecorder
{
    /// <summary>Max values that a recording may hold: moments times trajectories.</summary>
    public const long MaxPoints = 10_000_000;

    /// <summary>Runs a pulse and records.</summary>
    /// <param name="junction">The junction; damping 0 and temperature 0 are allowed here.</param>
    /// <param name="pulse">The pulse in pieces.</param>
    /// <param name="settings">
    /// How to run; the trajectories are those that <see cref="MonteCarloSolver"/> counts with the same settings.
    /// </param>
    /// <param name="intervalNs">Time between recorded moments in ns.</param>
    /// <returns>The recording, which starts with the state before the pulse.</returns>
    /// <exception cref="InputException">A setting is out of range.</exception>
    public static TrajectoryRecording Record(
        MagneticTunnelJunction junction, IReadOnlyList<PulseSegment> pulse, MonteCarloSettings settings, double intervalNs)
    {
        ArgumentNullException.ThrowIfNull(junction);
        ArgumentNullException.ThrowIfNull(pulse);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        PulsePlan.Check(junction, pulse);
        double lengthNs = pulse.Sum(segment => segment.DurationS) * 1e9;
        double moments = lengthNs / intervalNs;
        if (!(intervalNs > 0 && moments * settings.Trajectories <= MaxPoints))
        {
            throw new InputException(FormattableString.Invariant(
                $"recording {settings.Trajectories} trajectories every {intervalNs:G4} ns over {lengthNs:G4} ns is too much; ")
                + $"allowed: an interval above 0 with up to {MaxPoints} recorded points");
        }

        settings = StepsWithin(junction, pulse, settings, intervalNs);
        double[] times = [.. Enumerable.Range(1, (int)Math.Ceiling(moments * (1 - 1e-9)) - 1).Select(k => k * intervalNs)];
        PulsePlan plan = PulsePlan.Of(junction, pulse, settings, times);
        Func<uint, Magnetisation> initial = MonteCarloSolver.InitialState(junction, settings);
        int count = (int)settings.Trajectories;
        var states = new Magnetisation[plan.Samples + 1, count];
        ITrajectoryBlock block = TrajectoryBlocks.Create(settings);
        for (int first = 0; first < count; first += TrajectoryBlocks.Size)
        {
            block.Start((uint)first, initial);
            int here = Math.Min(TrajectoryBlocks.Size, count - first);
            Copy(block, states, 0, first, here);
            int start = first;
            plan.Run(block, sample => Copy(block, states, sample + 1, start, here), CancellationToken.None);
        }

        return new([0, .. Enumerable.Range(0, plan.Samples).Select(plan.SampleTimeNs)], states);
    }

    /// <summary>Steps that are not longer than the time between moments, so that no two moments fall on one step.</summary>
    private static MonteCarloSettings StepsWithin(
        MagneticTunnelJunction junction, IReadOnlyList<PulseSegment> pulse, MonteCarloSettings settings, double intervalNs)
    {
        double maxStepNs = pulse.Max(segment => settings.Steps(junction, segment).StepS) * 1e9;
        if (intervalNs >= maxStepNs * (1 - 1e-9))
            return settings;
        if (settings.StepPs is null)
            return settings with { StepPs = intervalNs * 1e3 };
        throw new InputException(FormattableString.Invariant(
            $"moments every {intervalNs * 1e3:G4} ps are closer than the time steps of {maxStepNs * 1e3:G4} ps; take a smaller step or a ")
            + "longer interval");
    }

    private static void Copy(ITrajectoryBlock block, Magnetisation[,] states, int moment, int first, int count)
    {
        for (int t = 0; t < count; t++)
            states[moment, first + t] = block[t];
    }
}
