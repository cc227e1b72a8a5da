using System.Collections.Immutable;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import.Nodes;

/// <summary>
/// Makes operators from the nodes of an ONNX model, in the order of the file: knows the activations that those so far compute, and adds
/// what a node, or a group of nodes, becomes.
/// </summary>
internal sealed class NodeImporter
{
    private readonly Dictionary<string, GraphValue> _values = new(StringComparer.Ordinal);
    private readonly GraphBuilder _builder;

    /// <param name="nodes">The nodes.</param>
    /// <param name="name">Name of the graph.</param>
    public NodeImporter(NodeGraph nodes, string name)
    {
        Nodes = nodes;
        Parameters = new ParameterTable(nodes);
        _builder = new GraphBuilder(name, nodes.Model.Batch);
        foreach (string input in nodes.Model.DataInputs)
            _values[input] = _builder.AddInput(input, nodes.ShapeOf(input));
    }

    /// <summary>The nodes.</summary>
    public NodeGraph Nodes { get; }

    /// <summary>The stored tensors.</summary>
    public ParameterTable Parameters { get; }

    /// <summary>Version of the operators.</summary>
    public int Opset => Nodes.Model.Model.Opset;

    /// <summary>The activation that a node reads.</summary>
    public GraphValue ValueOf(OnnxNode node, int index) => ValueOf(node, node.Inputs[index]);

    /// <summary>An activation that a node, or a group that it is part of, reads.</summary>
    /// <exception cref="Platform.InputException">It is none that is lowered.</exception>
    public GraphValue ValueOf(OnnxNode reader, string name) => _values.TryGetValue(name, out GraphValue? value)
        ? value
        : throw reader.Error($"input {OnnxText.Quote(name)} {WhyNot(name)}");

    /// <summary>Adds the operator that a node, or the end of a group of nodes, becomes.</summary>
    /// <param name="end">The node that gives the operator's output.</param>
    /// <param name="inputs">What it takes.</param>
    /// <param name="hasParameters">Whether it has trained parameters.</param>
    /// <param name="create">Makes it from its name, inputs and outputs.</param>
    public void Add(
        OnnxNode end, ImmutableArray<GraphValue> inputs, bool hasParameters,
        Func<string, ImmutableArray<GraphValue>, ImmutableArray<GraphValue>, Operator> create)
    {
        string name = _builder.UniqueName(OperatorNames.Of(end.Name));
        bool needsGradient = hasParameters || inputs.Any(input => input.NeedsGradient);
        var outputs = ImmutableArray.CreateBuilder<GraphValue>();
        foreach (string output in end.Outputs.Take(OutputsOf(end)))
        {
            GraphValue value = _builder.CreateValue(output, name, Nodes.ShapeOf(output), needsGradient);
            _values[output] = value;
            outputs.Add(value);
        }

        _builder.Add(create(name, inputs, outputs.ToImmutable()));
    }

    /// <summary>Adds an operator without parameters that takes the first input of a node.</summary>
    public void AddUnary(OnnxNode node, Func<string, ImmutableArray<GraphValue>, ImmutableArray<GraphValue>, Operator> create) =>
        Add(node, [ValueOf(node, 0)], hasParameters: false, create);

    /// <summary>
    /// Adds a layer that changes nothing; who reads the value from here on reads it behind that layer. Inside a group it vanishes.
    /// </summary>
    public void AddTransparent(OnnxNode node)
    {
        if (!_values.ContainsKey(node.Inputs[0]) || node.Operator is "Cast" or "CastLike")
            return;
        OnnxNode first = node with { Inputs = [node.Inputs[0]], Outputs = [node.Outputs[0]] };
        AddUnary(first, (name, inputs, outputs) => new ReshapeOperator(name, inputs, outputs));
        _values[node.Inputs[0]] = _values[node.Outputs[0]];
    }

    /// <summary>Adds the loss of the first output, and ends the graph.</summary>
    public Graph Build()
    {
        string output = Nodes.Output;
        string file = Nodes.Model.Model.File;
        if (Nodes.IsConstant(output))
            throw OnnxText.Error(file, $"its output {OnnxText.Quote(output)} does not depend on its data");
        if (!_values.TryGetValue(output, out GraphValue? scores))
            throw OnnxText.Error(file, $"its output {OnnxText.Quote(output)} {WhyNot(output)}");
        if (scores.Shape.Rank == 0)
            throw OnnxText.Error(file, $"its output {OnnxText.Quote(output)} has no axes; needed: scores of classes along the last axis");
        if (!scores.NeedsGradient)
        {
            throw OnnxText.Error(
                file, $"its output {OnnxText.Quote(output)} depends on no trained tensor; there is nothing to train");
        }

        _builder.Add(new LossOperator(_builder.UniqueName("loss"), [scores]));
        return _builder.Build();
    }

    /// <summary>Why a value is no activation that is known.</summary>
    private string WhyNot(string name)
    {
        if (Nodes.ProducerOf(name) is not { } producer)
            return "is a constant here; this operator is lowered for activations only";
        return $"is output {producer.Outputs.IndexOf(name)} of the node {OnnxText.Quote(producer.Name)} ({producer.Operator}), of which "
            + "only the first output is lowered";
    }

    /// <summary>The rest of an operator's outputs (a mask of Dropout, means of a normalisation) is not for training.</summary>
    private static int OutputsOf(OnnxNode node) => node.Operator == "Split" ? int.MaxValue : 1;
}
