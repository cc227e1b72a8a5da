namespace CycleSim.Studies.Codesign;

/// <summary>Trainings that confirm or refute the choice.</summary>
/// <param name="Exact">Without write errors.</param>
/// <param name="Chosen">With the choice in all three scratchpads at once.</param>
public sealed record CodesignAccuracy(SeededAccuracy Exact, SeededAccuracy Chosen)
{
    /// <summary>Loss that training with the choice had, a share; infinite if it diverged, negative if it was better.</summary>
    public double AccuracyLoss => Chosen.LossAgainst(Exact);

    /// <summary>Standard deviation of the loss from the number of test images alone.</summary>
    public double Noise => Math.Sqrt(Exact.SamplingNoise * Exact.SamplingNoise + Chosen.SamplingNoise * Chosen.SamplingNoise);

    /// <summary>Whether the loss is within a maximum.</summary>
    /// <param name="maxLoss">The maximum, a share.</param>
    public bool Confirms(double maxLoss) => AccuracyLoss <= maxLoss;
}
