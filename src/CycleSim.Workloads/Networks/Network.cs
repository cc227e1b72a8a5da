using System.Collections.Immutable;

namespace CycleSim.Workloads.Networks;

/// <summary>A network with all shapes inferred and checked: a directed acyclic graph in topological order.</summary>
/// <param name="Name">Name, e.g. "vgg16-cifar100".</param>
/// <param name="Description">One sentence: the variant and where it comes from.</param>
/// <param name="Input">Shape of one image.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Layers">Layers in the order of the forward pass; the last is the loss.</param>
public sealed record Network(string Name, string Description, FeatureMap Input, int Classes, ImmutableArray<Layer> Layers)
    : INetwork
{
    IReadOnlyList<ILayer> INetwork.Layers => [.. Layers];

    /// <summary>The producer index that stands for the input images.</summary>
    public const int InputIndex = -1;

    /// <summary>Shape of what a layer produces for one image.</summary>
    /// <param name="producer">Index of the layer, or <see cref="InputIndex"/>.</param>
    public FeatureMap ShapeOf(int producer) => producer == InputIndex ? Input : Layers[producer].Output;

    /// <summary>Trainable parameters of all layers.</summary>
    public long Parameters => Layers.Sum(layer => layer.Parameters);

    /// <summary>Multiply-accumulates of the forward pass for one image.</summary>
    public long MacsPerImage => Layers.Sum(layer => layer.MacsPerImage);
}
