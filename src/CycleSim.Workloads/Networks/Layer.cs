using System.Collections.Immutable;

namespace CycleSim.Workloads.Networks;

/// <summary>
/// One layer with all shapes known. A ReLU is part of the layer that produces its input (<see cref="Relu"/>) where that can take it, as the
/// machine does it, and otherwise a layer of its own.
/// </summary>
/// <param name="Index">Position in <see cref="Network.Layers"/>.</param>
/// <param name="Name">Unique name, e.g. "layer1.0.conv1".</param>
/// <param name="Kind">What the layer computes.</param>
/// <param name="Inputs">Indices of the producing layers; <see cref="Network.InputIndex"/> stands for the images.</param>
/// <param name="Input">Shape of (each) input of one image; of a fully connected layer the flattened vector.</param>
/// <param name="Output">Shape of the output of one image.</param>
/// <param name="Kernel">Rows of the window; 1 for fully connected, 0 where it has no meaning.</param>
/// <param name="Stride">Step of the window from row to row; 1 where it has no meaning.</param>
/// <param name="Padding">Rows of zeros above the image; 0 where it has no meaning.</param>
/// <param name="Bias">Whether a convolution or fully connected layer adds a bias per output channel.</param>
/// <param name="Relu">Whether ReLU is applied to the output.</param>
public sealed record Layer(
    int Index,
    string Name,
    ILayerKind Kind,
    ImmutableArray<int> Inputs,
    FeatureMap Input,
    FeatureMap Output,
    int Kernel,
    int Stride,
    int Padding,
    bool Bias,
    bool Relu) : ILayer
{
    /// <summary>
    /// What its kind has read for it beyond the properties of all layers; null where there is nothing. Of a type that compares by value.
    /// </summary>
    public object? Settings { get; init; }

    /// <summary>Whether the layer is lowered to GEMMs.</summary>
    public bool IsGemm => Kind.IsGemm;

    /// <summary>Whether the layers behind mask its error by the sign of its output before they store it.</summary>
    public bool NeedsReluMask => Relu && !Kind.RecomputesReluMask;

    /// <summary>Trainable parameters: weights and biases; scale and shift of batch normalisation.</summary>
    public long Parameters => Kind.Parameters(this);

    /// <summary>Multiply-accumulates of the forward pass for one image; 0 for layers that are not GEMMs.</summary>
    public long MacsPerImage => Kind.MacsPerImage(this);
}
