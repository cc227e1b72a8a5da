using System.Collections.Immutable;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// A training step while the kinds of its layers add their tensors and operations to it. Tensors are numbered in the order in which they
/// are created; names are made from the layer's name and the part.
/// </summary>
public sealed class StepBuilder
{
    private readonly Network _network;
    private readonly StepTensors _tensors;
    private readonly OperationList _operations = new();
    private readonly TensorSpec?[] _outputs;
    private readonly Dictionary<string, TensorSpec> _own = [];
    private readonly ErrorAccumulation[] _errors;
    private readonly TensorSpec _images;

    private readonly StepUpdate _update;

    internal StepBuilder(Network network, int batch, StepUpdate update)
    {
        _network = network;
        _update = update;
        _tensors = new StepTensors(update);
        Batch = batch;
        _outputs = new TensorSpec[network.Layers.Length];
        _errors = [.. network.Layers.Select(producer => new ErrorAccumulation(
            network.Layers.Sum(consumer => consumer.Inputs.Count(input => input == producer.Index))))];
        _images = CreateData("images", batch, checked((int)network.Input.Words));
    }

    /// <summary>Batch size.</summary>
    public int Batch { get; }

    /// <summary>The output of a layer before, or the images.</summary>
    /// <param name="producer">Index of the layer, or <see cref="Network.InputIndex"/>.</param>
    public TensorSpec OutputOf(int producer) => producer == Network.InputIndex
        ? _images
        : _outputs[producer] ?? throw new InvalidOperationException($"{_network.Layers[producer].Name} has not created its output");

    /// <summary>The error of a layer: the gradient of the loss with respect to its output.</summary>
    /// <param name="layer">The layer; all that use its output have contributed.</param>
    public TensorSpec ErrorOf(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return _errors[layer.Index].Finished(layer);
    }

    /// <summary>A tensor that the layer's forward pass has created: weights, or what it saved.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="part">What the tensor was created as, e.g. "weight".</param>
    public TensorSpec Own(Layer layer, string part)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return _own[NameOf(layer, part)];
    }

    /// <summary>Creates the output of a layer, one slice for each image.</summary>
    /// <param name="layer">The layer.</param>
    public TensorSpec CreateOutput(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        int words = checked((int)layer.Output.Words);
        return _outputs[layer.Index] = _tensors.Create(NameOf(layer, "out"), TensorRole.Activation, layer.Index, Batch, words);
    }

    /// <summary>Creates data that comes from outside, as images and labels do: it is in DRAM at the start.</summary>
    /// <param name="name">Unique name.</param>
    /// <param name="slices">Number of slices, at least 1.</param>
    /// <param name="words">Words of one slice, at least 1.</param>
    public TensorSpec CreateData(string name, int slices, int words) => _tensors.CreateData(name, slices, words);

    /// <summary>Creates trained parameters of a layer: they are in DRAM at the start, and what the update changed is at the end.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="part">What they are, e.g. "weight".</param>
    /// <param name="slices">Number of slices, at least 1.</param>
    /// <param name="words">Words of one slice, at least 1.</param>
    public TensorSpec CreateWeights(Layer layer, string part, int slices, int words)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Own(_tensors.CreateWeights(NameOf(layer, part), layer.Index, slices, words));
    }

    /// <summary>Creates what the forward pass of a layer saves for its backward pass.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="part">What it is, e.g. "statistics".</param>
    /// <param name="slices">Number of slices, at least 1.</param>
    /// <param name="words">Words of one slice, at least 1.</param>
    public TensorSpec CreateSaved(Layer layer, string part, int slices, int words)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Own(_tensors.Create(NameOf(layer, part), TensorRole.Activation, layer.Index, slices, words));
    }

    /// <summary>Creates the gradient of trained parameters, of the same shape.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="parameters">The parameters.</param>
    public TensorSpec CreateGradient(Layer layer, TensorSpec parameters)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(parameters);
        return _tensors.CreateGradient(parameters, layer.Index);
    }

    /// <summary>Adds an operation.</summary>
    /// <param name="operation">The operation; its name must be unique.</param>
    public void Add(StepOperation operation) => _operations.Add(operation);

    /// <summary>Adds an operation on the vector unit that reads and writes whole tensors.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="part">What it is, e.g. "fwd"; unique within the layer.</param>
    /// <param name="inputs">What is read.</param>
    /// <param name="outputs">What is written.</param>
    /// <param name="work">What it computes for each word; null for additions, products and comparisons in one pass.</param>
    public void AddVector(
        Layer layer, Pass pass, string part, ImmutableArray<TensorSpec> inputs, ImmutableArray<TensorSpec> outputs,
        VectorWork? work = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        Add(new VectorOperation(
            $"{layer.Name} {part}", layer, pass,
            [.. inputs.Select(tensor => new VectorStream(tensor))],
            [.. outputs.Select(tensor => new VectorStream(tensor))])
        { Work = work ?? VectorWork.Plain });
    }

    /// <summary>Adds the forward pass of a layer that computes its output from its inputs on the vector unit.</summary>
    /// <param name="layer">The layer.</param>
    public void AddElementwise(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        AddVector(layer, Pass.Forward, "fwd", [.. layer.Inputs.Select(OutputOf)], [CreateOutput(layer)]);
    }

    /// <summary>
    /// Adds the input gradient of a layer with one input, computed on the vector unit; nothing where the input is the images.
    /// </summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="maskIsInput">Whether one of them is the layer's input, whose sign is the ReLU mask of the layer before.</param>
    public void AddInputGradient(Layer layer, ImmutableArray<TensorSpec> inputs, bool maskIsInput)
    {
        ArgumentNullException.ThrowIfNull(layer);
        int producer = layer.Inputs[0];
        if (producer == Network.InputIndex)
            return;
        ErrorShare share = Contribute(producer, maskIsInput);
        AddVector(layer, Pass.InputGradient, "igrad", [.. inputs, .. share.Reads], [share.Target]);
    }

    /// <summary>
    /// Hands a layer's error to an input as it is: no copy unless a sum or a mask makes it another tensor; nothing where the input is the
    /// images.
    /// </summary>
    /// <param name="layer">The layer.</param>
    /// <param name="producer">Index of the layer that computes the input.</param>
    public void PassErrorOn(Layer layer, int producer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        TensorSpec error = ErrorOf(layer);
        if (producer == Network.InputIndex)
            return;
        ErrorAccumulation accumulation = _errors[producer];
        bool last = accumulation.Remaining == 1;
        if (accumulation.Partial is null && !(last && _network.Layers[producer].NeedsReluMask))
        {
            accumulation.AddAlias(error);
            return;
        }

        ErrorShare share = Contribute(producer, masksItself: false);
        AddVector(
            layer, Pass.InputGradient, $"igrad.{_network.Layers[producer].Name}", [error, .. share.Reads], [share.Target]);
    }

    /// <summary>Adds the update of trained parameters.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradient">Their gradient.</param>
    public void AddUpdate(Layer layer, TensorSpec parameters, TensorSpec gradient)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(parameters);
        string part = parameters.Name[(layer.Name.Length + 1)..];
        ImmutableArray<TensorSpec> states = _tensors.CreateStates(parameters, layer.Index);
        AddVector(
            layer, Pass.Update, $"update.{part}", _update.Reads(parameters, gradient, states), StepUpdate.Writes(parameters, states),
            _update.Work);
    }

    /// <summary>Registers one layer's share of the error of a layer before it and says where it goes and what is read on the way.</summary>
    /// <param name="producer">Index of the layer before; the images have no error.</param>
    /// <param name="masksItself">Whether the ReLU mask of that layer is known without reading its output once more.</param>
    public ErrorShare Contribute(int producer, bool masksItself)
    {
        ErrorAccumulation accumulation = _errors[producer];
        bool last = accumulation.Remaining == 1;
        TensorSpec target = accumulation is { Partial: not null, IsAlias: false } ? accumulation.Partial : CreateError(producer);
        var reads = ImmutableArray.CreateBuilder<TensorSpec>();
        if (accumulation.Partial is not null)
            reads.Add(accumulation.Partial);
        if (last && !masksItself && _network.Layers[producer].NeedsReluMask)
            reads.Add(OutputOf(producer));
        accumulation.AddOwned(target);
        return new ErrorShare(target, reads.ToImmutable());
    }

    internal StepProgram Build() => _tensors.Build(_network, Batch, _operations.All);

    private TensorSpec CreateError(int producer)
    {
        TensorSpec output = OutputOf(producer);
        return _tensors.Create(NameOf(_network.Layers[producer], "error"), TensorRole.Error, producer, output.Slices, output.WordsPerSlice);
    }

    private TensorSpec Own(TensorSpec tensor) => _own[tensor.Name] = tensor;

    private static string NameOf(Layer layer, string part) => $"{layer.Name}.{part}";
}
