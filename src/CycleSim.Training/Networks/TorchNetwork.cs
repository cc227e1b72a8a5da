using CycleSim.Platform;
using CycleSim.Training.Layers;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Networks;

/// <summary>
/// A network of models/networks, made trainable: the same description that the simulator lowers. Outputs of layers and gradients are shown
/// to an <see cref="IStoredTensors"/> exactly where the machine stores them.
/// </summary>
internal sealed class TorchNetwork : IDisposable
{
    private readonly ITrainedLayerKind[] _kinds;
    private readonly LayerParameters?[] _parameters;
    private readonly bool[] _storesError;

    /// <summary>Builds the network with initial weights.</summary>
    /// <param name="network">The description.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <exception cref="InputException">A layer is of a kind that cannot be trained.</exception>
    internal TorchNetwork(Network network, ulong seed)
    {
        Description = network;
        _kinds = [.. network.Layers.Select(TrainedLayerKinds.Of)];
        _parameters = new LayerParameters?[network.Layers.Length];
        foreach (Layer layer in network.Layers)
            _parameters[layer.Index] = _kinds[layer.Index].CreateParameters(layer, seed, Of);
        _storesError = [.. network.Layers.Select(StoresError)];
        Parameters = [.. network.Layers.SelectMany(TrainedTensors)];
        Statistics = [.. network.Layers.SelectMany(RunningTensors)];

        LayerParameters Of(string name) => _parameters[network.Layers.First(layer => layer.Name == name).Index]!;
    }

    /// <summary>The description.</summary>
    internal Network Description { get; }

    /// <summary>The trained tensors, in the order of the layers.</summary>
    internal IReadOnlyList<NamedTensor> Parameters { get; }

    /// <summary>Running means and variances of batch normalisation.</summary>
    internal IReadOnlyList<NamedTensor> Statistics { get; }

    /// <summary>Number of trained parameters.</summary>
    internal long ParameterCount => Parameters.Sum(parameter => parameter.Values.numel());

    /// <summary>Layers whose error the machine stores.</summary>
    internal bool HasStoredError(int layer) => _storesError[layer];

    /// <summary>The forward pass.</summary>
    /// <param name="images">Batch x channels x height x width, or tokens as batch x positions.</param>
    /// <param name="store">Sees what is stored; null to evaluate: nothing is shown, and batch normalisation uses its running
    /// statistics.</param>
    /// <returns>Batch (x positions) x classes, before the softmax.</returns>
    internal Tensor Forward(Tensor images, IStoredTensors? store) => Forward(images, store, isTraining: store is not null);

    /// <summary>The forward pass of an evaluation, whose batch normalisation uses its running statistics.</summary>
    /// <param name="images">Batch x channels x height x width, or tokens as batch x positions.</param>
    /// <param name="store">Sees the outputs of layers; there are no errors.</param>
    /// <returns>Batch (x positions) x classes, before the softmax.</returns>
    internal Tensor Evaluate(Tensor images, IStoredTensors store) => Forward(images, store, isTraining: false);

    public void Dispose()
    {
        foreach (LayerParameters? parameters in _parameters)
            parameters?.Dispose();
    }

    private Tensor Forward(Tensor images, IStoredTensors? store, bool isTraining)
    {
        var outputs = new Tensor[Description.Layers.Length];
        foreach (Layer layer in Description.Layers)
        {
            Tensor[] inputs = [.. layer.Inputs.Select(OutputOf)];
            IPartStore parts = store is null ? new NoParts() : new LayerParts(store, layer.Index, isTraining);
            Tensor output = _kinds[layer.Index].Compute(layer, _parameters[layer.Index], inputs, isTraining, parts);
            if (layer.Kind.IsLoss)
                return output;
            outputs[layer.Index] = store is null || layer.Kind.IsView
                ? Activate(layer, output)
                : Store(layer, [.. layer.Inputs.Select(StoredBy).Select(OutputOf)], output, store, isTraining);
        }

        throw new InvalidOperationException("a network ends with its loss");

        Tensor OutputOf(int producer) => producer == Network.InputIndex ? images : outputs[producer];
    }

    // The machine masks an error with the ReLU before it stores it, except behind a batch normalisation, which recomputes the mask.
    private Tensor Store(Layer layer, Tensor[] inputs, Tensor output, IStoredTensors store, bool isTraining)
    {
        bool isMasked = !layer.Kind.RecomputesReluMask;
        Tensor result = isMasked ? Activate(layer, Tap(output)) : Tap(Activate(layer, output));
        result = result.contiguous();
        // What only looks at a stored tensor in another way is a tensor of its own once it is stored.
        if (inputs.Any(input => input.bytes.Overlaps(result.bytes)))
            result = result.clone();
        store.StoreActivation(layer.Index, result);
        return result;

        Tensor Tap(Tensor values) => isTraining && _storesError[layer.Index]
            ? ErrorTap.On(values, error => store.StoreError(layer.Index, error))
            : values;
    }

    private static Tensor Activate(Layer layer, Tensor output) => layer.Relu ? output.relu() : output;

    private bool StoresError(Layer layer) =>
        !layer.Kind.IsView && ConsumersOf(layer).Length > 0 && (layer.NeedsReluMask || !IsHandedOn(layer));

    // A residual add hands its error to its inputs as it is; nothing is stored again unless a mask or a sum makes it another tensor.
    private bool IsHandedOn(Layer layer) => ConsumersOf(layer) is [var consumer] && consumer.Output.Words == layer.Output.Words
        && (consumer.Kind.PassesErrorOn || (consumer.Kind.IsView && IsHandedOn(consumer)));

    private Layer[] ConsumersOf(Layer layer) => [.. Description.Layers.Where(consumer => consumer.Inputs.Contains(layer.Index))];

    // The layer that has stored what a layer takes.
    private int StoredBy(int producer) => producer != Network.InputIndex && Description.Layers[producer] is { Kind.IsView: true } view
        ? StoredBy(view.Inputs[0])
        : producer;

    private IEnumerable<NamedTensor> TrainedTensors(Layer layer) => _parameters[layer.Index] is { } own
        ? own.Trained.Select(tensor => new NamedTensor($"{layer.Name}.{tensor.Name}", layer.Index, tensor.Values))
        : [];

    private IEnumerable<NamedTensor> RunningTensors(Layer layer)
    {
        if (_parameters[layer.Index] is not { RunningMean: { } mean, RunningVariance: { } variance })
            yield break;
        yield return new NamedTensor($"{layer.Name}.running_mean", layer.Index, mean);
        yield return new NamedTensor($"{layer.Name}.running_variance", layer.Index, variance);
    }
}
