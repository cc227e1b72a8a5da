using CycleSim.Kernel;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>
/// Initial weights, uniform with the variance of K. He, X. Zhang, S. Ren and J. Sun, "Delving Deep into Rectifiers", ICCV 2015: 2 / fan-in
/// before a ReLU; 1 / fan-in for the last layer, which has none. Biases start at zero.
/// </summary>
internal static class Initialisation
{
    /// <summary>The weights of a convolution or fully connected layer, output channel by output channel.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="seed">Seed; the numbers depend on it and the layer's name only.</param>
    /// <param name="isLast">Whether no ReLU follows.</param>
    internal static float[] Weights(Layer layer, ulong seed, bool isLast)
    {
        int fanIn = layer.Input.Channels * layer.Kernel * layer.Kernel;
        double bound = Math.Sqrt(3 * (isLast ? 1.0 : 2.0) / fanIn);
        var stream = new RandomStream(seed, $"training.initial.{layer.Name}");
        float[] weights = new float[(long)layer.Output.Channels * fanIn];
        for (int index = 0; index < weights.Length; index++)
            weights[index] = (float)(bound * ((stream.NextUInt32() + 0.5) / (1L << 31) - 1));
        return weights;
    }
}
