namespace CycleSim.Training.Layers;

/// <summary>
/// Features of tensors: the last axis of sequences and vectors, the second of images. A vector is an image of one pixel: some layers give
/// batch x channels, others batch x channels x 1 x 1.
/// </summary>
internal static class FeatureAxis
{
    private const int ImageAxes = 4;

    /// <summary>Applies a function of tensors whose features are the last axis.</summary>
    /// <param name="values">The input.</param>
    /// <param name="function">The function, which keeps the shape.</param>
    internal static Tensor Last(Tensor values, Func<Tensor, Tensor> function) =>
        values.dim() != ImageAxes ? function(values) : function(values.permute(0, 2, 3, 1)).permute(0, 3, 1, 2);

    /// <summary>A factor for each feature, with the axes of what it is multiplied with.</summary>
    /// <param name="factors">A vector.</param>
    /// <param name="values">An image, a sequence or a vector.</param>
    internal static Tensor Factors(Tensor factors, Tensor values) => values.dim() == ImageAxes ? factors.reshape(-1, 1, 1) : factors;

    /// <summary>An image, also where it is a vector.</summary>
    internal static Tensor Image(Tensor values) => values.dim() == 2 ? values.reshape(values.shape[0], -1, 1, 1) : values;

    /// <summary>The inputs of a layer with equal axes: vectors are images where others are.</summary>
    internal static Tensor[] Alike(IReadOnlyList<Tensor> inputs) =>
        inputs.Any(input => input.dim() == ImageAxes) ? [.. inputs.Select(Image)] : [.. inputs];
}
