namespace CycleSim.Device.MonteCarlo;

/// <summary>
/// Some trajectories that advance together, reusable for one batch after the other, whatever their precision and vector width.
/// </summary>
internal interface ITrajectoryBlock
{
    /// <summary>State of a trajectory, by offset from the block's first.</summary>
    public Magnetisation this[int trajectory] { get; }

    /// <summary>Puts trajectories into their state before the pulse.</summary>
    /// <param name="first">Number of the first trajectory.</param>
    /// <param name="initial">The state of each, by its number.</param>
    public void Start(uint first, Func<uint, Magnetisation> initial);

    /// <summary>Starts a segment of the pulse: its noise starts with fresh words, because its time step may differ.</summary>
    public void BeginSegment();

    /// <summary>Advances all trajectories by some steps.</summary>
    public void Advance(in StepCoefficients coefficients, long steps);
}
