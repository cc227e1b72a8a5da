using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Networks;

/// <summary>
/// The trained tensors of one layer: of a convolution or fully connected layer weight and bias, of a batch normalisation scale and shift.
/// </summary>
internal sealed class LayerParameters : IDisposable
{
    private LayerParameters(Tensor weight, Tensor? bias, Tensor? runningMean, Tensor? runningVariance)
    {
        Weight = weight;
        Bias = bias;
        RunningMean = runningMean;
        RunningVariance = runningVariance;
    }

    /// <summary>Weight or scale.</summary>
    internal Tensor Weight { get; }

    /// <summary>Bias or shift; null without.</summary>
    internal Tensor? Bias { get; }

    /// <summary>Means for evaluation; batch normalisation only.</summary>
    internal Tensor? RunningMean { get; }

    /// <summary>Variances for evaluation; batch normalisation only.</summary>
    internal Tensor? RunningVariance { get; }

    /// <summary>Initial values; null for layers without parameters.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="seed">Seed; the numbers depend on it and the layer's name only.</param>
    internal static LayerParameters? Create(Layer layer, ulong seed)
    {
        int outputs = layer.Output.Channels;
        if (layer.Kind == LayerKind.BatchNorm)
        {
            return new LayerParameters(
                Trained(torch.ones(outputs)), Trained(torch.zeros(outputs)), Kept(torch.zeros(outputs)), Kept(torch.ones(outputs)));
        }

        if (!layer.IsGemm)
            return null;
        long[] shape = layer.Kind == LayerKind.Convolution
            ? [outputs, layer.Input.Channels, layer.Kernel, layer.Kernel]
            : [outputs, layer.Input.Channels];
        Tensor weight = torch.tensor(Initialisation.Weights(layer, seed), shape);
        return new LayerParameters(Trained(weight), layer.Bias ? Trained(torch.zeros(outputs)) : null, null, null);
    }

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
