namespace CycleSim.Training.Layers;

/// <summary>
/// The trained tensors of one layer: of a convolution or fully connected layer weight and bias, of a batch normalisation scale and shift.
/// </summary>
internal sealed class LayerParameters : IDisposable
{
    /// <summary>Takes over the initial values.</summary>
    /// <param name="weight">Weight or scale.</param>
    /// <param name="bias">Bias or shift; null without.</param>
    /// <param name="runningMean">Means for evaluation; batch normalisation only.</param>
    /// <param name="runningVariance">Variances for evaluation; batch normalisation only.</param>
    internal LayerParameters(Tensor weight, Tensor? bias, Tensor? runningMean = null, Tensor? runningVariance = null)
    {
        Weight = Trained(weight);
        Bias = bias is null ? null : Trained(bias);
        RunningMean = runningMean is null ? null : Kept(runningMean);
        RunningVariance = runningVariance is null ? null : Kept(runningVariance);
    }

    /// <summary>Weight or scale.</summary>
    internal Tensor Weight { get; }

    /// <summary>Bias or shift; null without.</summary>
    internal Tensor? Bias { get; }

    /// <summary>Means for evaluation; batch normalisation only.</summary>
    internal Tensor? RunningMean { get; }

    /// <summary>Variances for evaluation; batch normalisation only.</summary>
    internal Tensor? RunningVariance { get; }

    public void Dispose()
    {
        Weight.Dispose();
        Bias?.Dispose();
        RunningMean?.Dispose();
        RunningVariance?.Dispose();
    }

    private static Tensor Trained(Tensor values) => Kept(values).requires_grad_(true);

    private static Tensor Kept(Tensor values) => values.DetachFromDisposeScope();
}
