using CycleSim.Device.Junction;
using CycleSim.Device.Operation;
using CycleSim.Platform;

namespace CycleSim.Device.MonteCarlo;

/// <summary>How trajectories are run.</summary>
public sealed record MonteCarloSettings
{
    /// <summary>Max trajectories of a run.</summary>
    public const long MaxTrajectories = 1L << 31;

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

    /// <summary>External field along z in T; above 0 it holds the starting state.</summary>
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
        if (Trajectories is < 1 or > MaxTrajectories)
            throw new InputException($"{Trajectories} trajectories are out of range; allowed: 1 to {MaxTrajectories}");
        if (StepPs is { } step && !(step >= 1e-3 && step <= 1000))
            throw new InputException(FormattableString.Invariant(
                $"a time step of {step:G4} ps is out of range; allowed: 0.001 to 1000 ps"));
        if (Threads is < 0 or > 1024)
            throw new InputException($"{Threads} threads are out of range; allowed: 0 (one for each processor) to 1024");
        if (InitialAngleDegrees is { } angle && !(angle >= 0 && angle <= 180))
            throw new InputException(FormattableString.Invariant(
                $"a starting angle of {angle:G4} degrees is out of range; allowed: 0 to 180"));
    }
}
