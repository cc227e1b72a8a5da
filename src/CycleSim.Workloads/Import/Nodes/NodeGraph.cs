using System.Collections.Immutable;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import.Nodes;

/// <summary>
/// The nodes of a model that compute activations which the loss depends on: those that depend on constants only are left out, and so are
/// those that change nothing in training, whose users read what they read.
/// </summary>
internal sealed class NodeGraph
{
    private static readonly ImmutableHashSet<string> Transparent = ["Identity", "Dropout", "Cast", "CastLike"];

    private readonly Dictionary<string, string> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OnnxNode> _producers = new(StringComparer.Ordinal);
    private readonly ILookup<string, OnnxNode> _consumers;
    private readonly HashSet<string> _outputs;

    public NodeGraph(ShapedModel model)
    {
        Model = model;
        var nodes = new List<OnnxNode>();
        var all = new List<OnnxNode>();
        foreach (OnnxNode node in LiveNodes.Of(model))
        {
            OnnxNode rooted = node with { Inputs = [.. node.Inputs.Select(RootOf)] };
            all.Add(rooted);
            if (IsTransparent(node))
                _roots[node.Outputs[0]] = rooted.Inputs[0];
            else
                nodes.Add(rooted);
        }

        Nodes = nodes;
        WithTransparent = all;
        foreach (OnnxNode node in nodes)
            foreach (string output in node.Outputs)
                _producers[output] = node;
        _consumers = nodes.SelectMany(node => node.Inputs.Distinct().Select(input => (input, node)))
            .ToLookup(use => use.input, use => use.node);
        _outputs = new(model.Model.Outputs.Select(RootOf), StringComparer.Ordinal);
        Output = RootOf(model.Model.Outputs[0]);
    }

    /// <summary>The model, constants included.</summary>
    public ShapedModel Model { get; }

    /// <summary>The nodes, in the order of the file.</summary>
    public IReadOnlyList<OnnxNode> Nodes { get; }

    /// <summary>The nodes and those that change nothing, in the order of the file.</summary>
    public IReadOnlyList<OnnxNode> WithTransparent { get; }

    /// <summary>What the loss is computed of: the first output of the graph.</summary>
    public string Output { get; }

    /// <summary>Whether the graph gives a value.</summary>
    public bool IsOutput(string value) => _outputs.Contains(value);

    /// <summary>Whether a node changes nothing in training: its users read what it reads.</summary>
    public static bool IsTransparent(OnnxNode node) => Transparent.Contains(node.Operator);

    /// <summary>The node that computes an activation; null for data from outside and for constants.</summary>
    public OnnxNode? ProducerOf(string value) => _producers.GetValueOrDefault(value);

    /// <summary>The nodes that read an activation, each once.</summary>
    public IEnumerable<OnnxNode> ConsumersOf(string value) => _consumers[value];

    /// <summary>The only node that reads an activation; null if there are more, or none, or if the graph gives it.</summary>
    public OnnxNode? OnlyConsumerOf(string value) =>
        !IsOutput(value) && _consumers[value].Take(2).ToArray() is [OnnxNode only] ? only : null;

    /// <summary>The node that computes an activation, if it is of some operator and nobody else reads what it computes.</summary>
    public OnnxNode? PrivateProducerOf(string value, string operatorName) =>
        ProducerOf(value) is { } node && node.Operator == operatorName && OnlyConsumerOf(value) is not null ? node : null;

    /// <summary>Whether a value depends on constants only.</summary>
    public bool IsConstant(string value) => Model.Values.TryGetValue(value, out OnnxValue? known) && known.IsConstant;

    /// <summary>Shape of a value.</summary>
    public TensorShape ShapeOf(string value) => new(Model[value].Shape);

    /// <summary>A constant of one element whose content is known.</summary>
    public double? NumberOf(string value) =>
        IsConstant(value) && Model[value] is { Numbers: [double number] } ? number : null;

    /// <summary>Whether a value is a constant of one element, known or not.</summary>
    public bool IsNumber(string value) => IsConstant(value) && Model[value].Elements == 1;

    /// <summary>The two inputs of a node of which one is an activation and one a constant; null otherwise.</summary>
    public (string Activation, string Constant)? Mixed(OnnxNode node)
    {
        if (node.Inputs.Length != 2)
            return null;
        (string first, string second) = (node.Inputs[0], node.Inputs[1]);
        if (IsConstant(first))
            return IsConstant(second) ? null : (second, first);
        return IsConstant(second) ? (first, second) : null;
    }

    private string RootOf(string value) => _roots.GetValueOrDefault(value, value);
}
