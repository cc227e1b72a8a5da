using CycleSim.Configuration.Text;
using CycleSim.Device.Junction;
using CycleSim.Device.Writing;
using CycleSim.Platform;

namespace CycleSim.Device.MonteCarlo;

/// <summary>How trajectories are run.</summary>
public sealed record MonteCarloSettings
{
    /// <summary>Max trajectories of a run.</summary>
    public const long MaxTrajectories = 1L << 31;

    /// <summary>Numbers of trajectories.</summary>
    public static readonly NumberRange TrajectoryCounts = new(1, MaxTrajectories);

    /// <summary>Time steps in ps.</summary>
    public static readonly NumberRange StepsPs = new(1e-3, 1000);

    /// <summary>Numbers of threads; 0 is one for each processor.</summary>
    public static readonly NumberRange ThreadCounts = new(0, 1024);

    /// <summary>Starting angles in degrees.</summary>
    public static readonly NumberRange AnglesDegrees = new(0, 180);

    /// <summary>External fields in Oe; steps get shorter with them, without end.</summary>
    public static readonly NumberRange FieldsOe = new(-1e6, 1e6);

    /// <summary>Number of trajectories; 20,000 as in the paper.</summary>
    public long Trajectories { get; init; } = 20_000;

    /// <summary>Seed; the same seed gives the same trajectories on any machine, thread count and vector width.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How trajectories are integrated.</summary>
    public StepScheme Scheme { get; init; } = StepScheme.Heun;

    /// <summary>
    /// Largest time step in ps; null is 0.5 for <see cref="StepScheme.Heun"/> and 20 in the rotating frame, or less where a junction and a
    /// pulse need less. A step that is not accurate is refused.
    /// </summary>
    public double? StepPs { get; init; }

    /// <summary>Precision of trajectories.</summary>
    public Precision Precision { get; init; } = Precision.Single;

    /// <summary>Width of the vectors.</summary>
    public VectorWidth Width { get; init; } = VectorWidth.Widest;

    /// <summary>Threads; 0 is one for each processor.</summary>
    public int Threads { get; init; }

    /// <summary>External field along z in T, within <see cref="FieldsOe"/>; above 0 it holds the starting state.</summary>
    public double FieldT { get; init; }

    /// <summary>Angle from +z at which all trajectories start, in degrees; null is the thermal state.</summary>
    public double? InitialAngleDegrees { get; init; }

    private double DefaultStepPs => Scheme == StepScheme.Heun ? 0.5 : 20;

    /// <summary>Number and length in s of the steps of a segment: equal, and none larger than asked for or than is accurate.</summary>
    /// <param name="junction">The junction.</param>
    /// <param name="segment">A piece of the pulse.</param>
    /// <exception cref="InputException">The step that was asked for is not accurate.</exception>
    public (long Steps, double StepS) Steps(MagneticTunnelJunction junction, PulseSegment segment)
    {
        ArgumentNullException.ThrowIfNull(junction);
        double accurateS = StepLimit.LargestStepS(junction, segment, FieldT, Scheme);
        if (StepPs is { } asked)
            StepLimit.Check(asked, StepLimit.SmallestStepS(junction, segment, FieldT, Scheme, Precision), accurateS, Scheme);
        double largestS = Math.Min((StepPs ?? DefaultStepPs) * 1e-12, accurateS);

        // A duration that is a multiple of the step but for rounding must not get a step more.
        long steps = Math.Max(1, (long)Math.Ceiling(segment.DurationS / largestS * (1 - 1e-9)));
        return (steps, segment.DurationS / steps);
    }

    internal void Check()
    {
        if (!TrajectoryCounts.Contains(Trajectories))
            throw new InputException($"{Trajectories} trajectories are out of range; allowed: {TrajectoryCounts.Text}");
        if (StepPs is { } step && !StepsPs.Contains(step))
            throw new InputException(FormattableString.Invariant(
                $"a time step of {step:G4} ps is out of range; allowed: {StepsPs.Text} ps"));
        if (!ThreadCounts.Contains(Threads))
            throw new InputException($"{Threads} threads are out of range; allowed: {ThreadCounts.Text} (0 is one for each processor)");
        double fieldOe = FieldT / PhysicalConstants.VacuumPermeability / PhysicalConstants.Oersted;
        if (!FieldsOe.ContainsRounded(fieldOe))
            throw new InputException(FormattableString.Invariant(
                $"a field of {fieldOe:G4} Oe is out of range; allowed: {FieldsOe.Text} Oe"));
        if (InitialAngleDegrees is { } angle && !AnglesDegrees.Contains(angle))
            throw new InputException(FormattableString.Invariant(
                $"a starting angle of {angle:G4} degrees is out of range; allowed: {AnglesDegrees.Text}"));
    }
}
