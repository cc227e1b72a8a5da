namespace CycleSim.Device.MonteCarlo;

/// <summary>The trajectories at one moment.</summary>
/// <param name="TimeNs">Time since the pulse began, in ns.</param>
/// <param name="Trajectories">Number of trajectories.</param>
/// <param name="Remaining">Those with mz above 0: write errors if the pulse ended here.</param>
/// <param name="MeanZ">Mean of mz.</param>
/// <param name="MeanInPlaneSquared">Mean of 1 - mz².</param>
public sealed record MonteCarloSample(double TimeNs, long Trajectories, long Remaining, double MeanZ, double MeanInPlaneSquared)
{
    /// <summary>Estimated write error rate.</summary>
    public double WriteErrorRate => (double)Remaining / Trajectories;

    /// <summary>The 95 % confidence interval of the write error rate.</summary>
    public (double Low, double High) Interval => ClopperPearson.Interval(Remaining, Trajectories);
}
