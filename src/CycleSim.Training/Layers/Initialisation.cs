using CycleSim.Kernel;
using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Layers;

/// <summary>
/// Initial weights, uniform with the variance of K. He, X. Zhang, S. Ren and J. Sun, "Delving Deep into Rectifiers", ICCV 2015: 2 / fan-in
/// before a ReLU; 1 / fan-in for the last layer, which has none. Biases start at zero. Other kinds of layers start as in PyTorch.
/// </summary>
internal static class Initialisation
{
    /// <summary>The weights of a convolution or fully connected layer, output channel by output channel.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="seed">Seed; the numbers depend on it and the layer's name only.</param>
    /// <param name="isLast">Whether no ReLU follows.</param>
    /// <param name="shape">Shape of the tensor, outputs first.</param>
    internal static Tensor Weights(Layer layer, ulong seed, bool isLast, params ReadOnlySpan<long> shape)
    {
        long fanIn = 1;
        foreach (long size in shape[1..])
            fanIn *= size;
        return Within(layer.Name, seed, Math.Sqrt(3 * (isLast ? 1.0 : 2.0) / fanIn), shape);
    }

    /// <summary>Numbers as PyTorch's linear layers and convolutions start with: uniform up to 1 / sqrt(fan-in).</summary>
    /// <param name="name">Unique name of the tensor.</param>
    /// <param name="seed">Seed; the numbers depend on it and the name only.</param>
    /// <param name="fanIn">Factors of each sum.</param>
    /// <param name="shape">Shape of the tensor.</param>
    internal static Tensor Uniform(string name, ulong seed, long fanIn, params ReadOnlySpan<long> shape) =>
        Within(name, seed, 1 / Math.Sqrt(fanIn), shape);

    /// <summary>Normal numbers (G. E. P. Box and M. E. Muller), as tables start with.</summary>
    /// <param name="name">Unique name of the tensor.</param>
    /// <param name="seed">Seed; the numbers depend on it and the name only.</param>
    /// <param name="deviation">Standard deviation.</param>
    /// <param name="shape">Shape of the tensor.</param>
    internal static Tensor Normal(string name, ulong seed, double deviation, params ReadOnlySpan<long> shape) =>
        Draw(name, seed, shape, stream =>
        {
            double radius = Math.Sqrt(-2 * Math.Log((stream.NextUInt32() + 0.5) / (1L << 32)));
            return (float)(deviation * radius * Math.Cos(Math.Tau * stream.NextUInt32() / (1L << 32)));
        });

    private static Tensor Within(string name, ulong seed, double bound, ReadOnlySpan<long> shape) =>
        Draw(name, seed, shape, stream => (float)(bound * ((stream.NextUInt32() + 0.5) / (1L << 31) - 1)));

    private static Tensor Draw(string name, ulong seed, ReadOnlySpan<long> shape, Func<RandomStream, float> next)
    {
        var stream = new RandomStream(seed, $"training.initial.{name}");
        long count = 1;
        foreach (long size in shape)
            count *= size;
        float[] values = new float[count];
        for (int index = 0; index < values.Length; index++)
            values[index] = next(stream);
        return torch.tensor(values, shape);
    }
}
