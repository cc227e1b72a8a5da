using System.Collections.Immutable;
using CycleSim.Platform;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>The graph of a network while its layers add their operators.</summary>
public sealed class LayerOperators
{
    private readonly Network? _network;
    private readonly GraphBuilder _builder;
    private readonly Dictionary<string, GraphParameter> _parameters = new(StringComparer.Ordinal);
    private readonly GraphValue _images;
    private readonly GraphValue?[] _outputs;
    private Layer _layer = null!;

    internal LayerOperators(Network network, int batch)
    {
        _network = network;
        _builder = new GraphBuilder(network.Name, batch);
        _outputs = new GraphValue?[network.Layers.Length];
        _images = _builder.AddInput(NetworkGraph.Images, ShapeOf(network.Input));
    }

    private LayerOperators(Layer layer)
    {
        _layer = layer;
        _builder = new GraphBuilder(layer.Name, 1);
        _outputs = [];
        _images = _builder.AddInput(NetworkGraph.Images, ShapeOf(layer.Input));
    }

    /// <summary>The operators of one layer, all of whose inputs are as its first.</summary>
    internal static LayerOperators Alone(Layer layer) => new(layer);

    /// <summary>Batch size.</summary>
    public int Batch => _builder.Batch;

    /// <summary>An input of the layer.</summary>
    /// <param name="index">Which.</param>
    public GraphValue Input(int index = 0) => OutputOf(_layer.Inputs[index]);

    /// <summary>What a layer before has computed.</summary>
    /// <param name="producer">Its index, or <see cref="Network.InputIndex"/>.</param>
    public GraphValue OutputOf(int producer) => producer == Network.InputIndex || _network is null
        ? _images
        : _outputs[producer] ?? throw new InvalidOperationException($"{_network.Layers[producer].Name} has added no operators");

    /// <summary>Shape of a feature map for the whole batch: images with their channels first, sequences with their features last.</summary>
    /// <param name="map">The feature map of one element.</param>
    public TensorShape ShapeOf(FeatureMap map) => map.IsTokens
        ? new(Batch, map.Height)
        : map.IsSequence ? new(Batch, map.Height, map.Channels) : new(Batch, map.Channels, map.Height, map.Width);

    /// <summary>A trained tensor of the layer.</summary>
    /// <param name="part">What it is, e.g. "weight".</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="shape">Its shape.</param>
    public GraphParameter Parameter(string part, ParameterKind kind, params long[] shape) => Shared($"{_layer.Name}.{part}", kind, shape);

    /// <summary>A trained tensor that several layers use.</summary>
    /// <param name="name">Its unique name.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="shape">Its shape.</param>
    public GraphParameter Shared(string name, ParameterKind kind, params long[] shape)
    {
        if (!_parameters.TryGetValue(name, out GraphParameter? parameter))
            _parameters.Add(name, parameter = new GraphParameter(name, kind, new TensorShape(shape)));
        return parameter;
    }

    /// <summary>Adds an operator that computes one activation.</summary>
    /// <param name="part">What it is within the layer, e.g. "scores"; empty for the layer itself.</param>
    /// <param name="inputs">What it takes.</param>
    /// <param name="shape">Shape of what it computes.</param>
    /// <param name="create">Makes it from its name, inputs and outputs.</param>
    /// <returns>What it computes.</returns>
    public GraphValue Add(
        string part, ImmutableArray<GraphValue> inputs, TensorShape shape,
        Func<string, ImmutableArray<GraphValue>, ImmutableArray<GraphValue>, Operator> create) =>
        AddMany(part, inputs, [shape], create)[0];

    /// <summary>Adds an operator that computes several activations.</summary>
    /// <param name="part">What it is within the layer.</param>
    /// <param name="inputs">What it takes.</param>
    /// <param name="shapes">Shapes of what it computes.</param>
    /// <param name="create">Makes it from its name, inputs and outputs.</param>
    /// <returns>What it computes.</returns>
    public ImmutableArray<GraphValue> AddMany(
        string part, ImmutableArray<GraphValue> inputs, ImmutableArray<TensorShape> shapes,
        Func<string, ImmutableArray<GraphValue>, ImmutableArray<GraphValue>, Operator> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        string name = part.Length == 0 ? _layer.Name : $"{_layer.Name}.{part}";
        CheckFree(name);
        // Whether an operator has parameters is known once it is there.
        ImmutableArray<GraphValue> drafts = [.. shapes.Select((shape, i) => new GraphValue(-1 - i, "", name, shape, true))];
        bool needsGradient = create(name, inputs, drafts).Parameters.Any(parameter => parameter.IsTrained)
            || inputs.Any(input => input.NeedsGradient);
        ImmutableArray<GraphValue> outputs =
        [
            .. shapes.Select((shape, i) => _builder.CreateValue(
                shapes.Length == 1 ? $"{name}.out" : $"{name}.out{i}", name, shape, needsGradient)),
        ];
        _builder.Add(create(name, inputs, outputs));
        return outputs;
    }

    /// <summary>Adds a fully connected operator on the last axis.</summary>
    /// <param name="part">What it is within the layer; empty for the layer itself.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="outFeatures">Output features.</param>
    /// <param name="weight">Its weights.</param>
    /// <param name="bias">Its bias; null for none.</param>
    public GraphValue Linear(string part, GraphValue input, long outFeatures, GraphParameter weight, GraphParameter? bias)
    {
        ArgumentNullException.ThrowIfNull(input);
        TensorShape shape = input.Shape.Rank == 4
            ? new(Batch, outFeatures, 1, 1)
            : input.Shape.WithAxis(^1, outFeatures);
        GraphValue flat = input.Shape.Rank == 4 ? Reshape($"{part}flatten", input, new TensorShape(Batch, input.Shape[1])) : input;
        if (input.Shape.Rank == 4)
            shape = new TensorShape(Batch, outFeatures);
        return Add(part, [flat], shape, (name, inputs, outputs) =>
            new FullyConnectedOperator(name, inputs, outputs, flat.Shape[^1], outFeatures, weight, bias));
    }

    /// <summary>Adds an operator that exchanges axes.</summary>
    /// <param name="part">What it is within the layer.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="permutation">Axis of the input for each axis of the output.</param>
    public GraphValue Transpose(string part, GraphValue input, params int[] permutation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var shape = new TensorShape(permutation.Select(axis => input.Shape[axis]));
        return Add(part, [input], shape, (name, inputs, outputs) => new TransposeOperator(name, inputs, outputs, [.. permutation]));
    }

    /// <summary>Adds an operator that names the axes of the same words anew.</summary>
    /// <param name="part">What it is within the layer.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="shape">The new axes.</param>
    public GraphValue Reshape(string part, GraphValue input, TensorShape shape) =>
        Add(part, [input], shape, (name, inputs, outputs) => new ReshapeOperator(name, inputs, outputs));

    /// <summary>Whether some layer of the network fulfils a condition.</summary>
    /// <param name="condition">The condition.</param>
    public bool HasUser(Func<Layer, bool> condition) => _network is not null && _network.Layers.Any(condition);

    /// <summary>The inputs of the layer with the axes of its output: a vector becomes an image of one pixel.</summary>
    /// <param name="part">What one is within the layer, where it has other axes.</param>
    /// <param name="shape">Shape of the output.</param>
    internal ImmutableArray<GraphValue> InputsAs(string part, TensorShape shape) =>
    [
        .. _layer.Inputs.Select(OutputOf).Select((value, i) => value.Shape.Rank == shape.Rank
            ? value
            : Reshape($"{part}{i}", value, new TensorShape(Batch, value.Shape[1], 1, 1))),
    ];

    /// <summary>Adds an operator that computes nothing, as a loss.</summary>
    /// <param name="create">Makes it from its name.</param>
    public void AddFinal(Func<string, Operator> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        CheckFree(_layer.Name);
        _builder.Add(create(_layer.Name));
    }

    /// <summary>Says what the layer gives; a ReLU that is fused into it is added behind.</summary>
    /// <param name="output">What its operators compute.</param>
    public void Finish(GraphValue output)
    {
        ArgumentNullException.ThrowIfNull(output);
        GraphValue finished = _layer.Relu
            ? Add("relu", [output], output.Shape, (name, inputs, outputs) =>
                new ActivationOperator(name, ActivationFunctions.Relu, inputs, outputs))
            : output;
        if (_network is not null)
            _outputs[_layer.Index] = finished;
    }

    /// <summary>A layer may be called as a part of another one is: "conv1.relu" beside "conv1".</summary>
    private void CheckFree(string name)
    {
        if (_builder.Has(name))
        {
            throw new InputException($"{_network?.Name ?? _layer.Name}: layer \"{_layer.Name}\": a part of another layer is called "
                + $"\"{name}\", too; rename one of them");
        }
    }

    internal void Begin(Layer layer) => _layer = layer;

    internal Graph Build() => _builder.Build();
}
