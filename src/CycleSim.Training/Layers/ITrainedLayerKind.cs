using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>
/// The counterpart of a kind of layers in training: its trained tensors and its forward pass; libtorch derives the backward pass.
/// </summary>
internal interface ITrainedLayerKind
{
    /// <summary>The <see cref="ILayerKind.Type"/> whose layers it computes.</summary>
    public string Type { get; }

    /// <summary>Initial values; null for kinds without parameters.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="seed">Seed; the numbers depend on it and the layer's name only.</param>
    public LayerParameters? CreateParameters(Layer layer, ulong seed) => null;

    /// <summary>Initial values of a layer that may share those of another one, which comes before it.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="others">The parameters of a layer by its name.</param>
    public LayerParameters? CreateParameters(Layer layer, ulong seed, Func<string, LayerParameters> others) =>
        CreateParameters(layer, seed);

    /// <summary>Computes the output, before a fused ReLU.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="own">What <see cref="CreateParameters(Layer, ulong)"/> gave.</param>
    /// <param name="inputs">Its inputs, the batch first: images as channels x rows x columns, sequences as positions x features.</param>
    /// <param name="isTraining">Whether it is a step of training, not an evaluation.</param>
    /// <returns>The output; of a loss the scores of the classes, batch x classes.</returns>
    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining);

    /// <summary>Computes the output and stores what lies between, of kinds that are made of several operators.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="own">What <see cref="CreateParameters(Layer, ulong)"/> gave.</param>
    /// <param name="inputs">Its inputs, the batch first.</param>
    /// <param name="isTraining">Whether it is a step of training, not an evaluation.</param>
    /// <param name="parts">Takes what lies between.</param>
    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining, IPartStore parts) =>
        Compute(layer, own, inputs, isTraining);
}
