using System.Collections.Immutable;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import.Nodes;

/// <summary>The stored tensors of a model by the constants that are made from them.</summary>
internal sealed class ParameterTable
{
    /// <summary>Operators whose result is made of words of their first input.</summary>
    private static readonly ImmutableHashSet<string> Views =
        ["Identity", "Transpose", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Cast", "Slice", "Expand", "Dropout", "Gather"];

    private readonly ShapedModel _model;
    private readonly Dictionary<string, GraphParameter> _parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sources = new(StringComparer.Ordinal);
    private readonly HashSet<GraphParameter> _factors = [];

    public ParameterTable(NodeGraph nodes)
    {
        _model = nodes.Model;

        // In the order of the file, in which the source of an input is known: chains of views may be long.
        foreach (OnnxNode node in _model.Model.Nodes.Where(node => Views.Contains(node.Operator)))
            if (IsFloatConstant(node.Outputs[0]) && IsFloatConstant(node.Inputs[0]))
                _sources[node.Outputs[0]] = SourceOf(node.Inputs[0]);

        // A table is an embedding, even if the output layer, whose weights it also is, is found first.
        foreach (OnnxNode node in nodes.Nodes.Where(IsLookup))
            Find(node.Inputs[0], ParameterKind.Embedding, fromNode: true);
        foreach (string factor in nodes.Nodes.Where(node => node.Operator is "MatMul" or "Gemm").SelectMany(node => node.Inputs.Skip(1)))
            if (_parameters.TryGetValue(SourceOf(factor), out GraphParameter? table))
                _factors.Add(table);
    }

    /// <summary>Whether the words of a table are also a factor of a matrix product.</summary>
    public bool IsFactor(GraphParameter table) => _factors.Contains(table);

    /// <summary>Whether a node looks up rows of a constant table by data.</summary>
    public bool IsLookup(OnnxNode node) =>
        node.Operator == "Gather" && _model[node.Inputs[0]].IsConstant && !_model[node.Inputs[1]].IsConstant;

    /// <summary>
    /// The stored tensor of which a constant is a view: itself, or transposed, reshaped, cut or repeated. Null where the constant is
    /// computed, has one element, or is written into the graph as a constant and <paramref name="fromNode"/> does not allow that.
    /// </summary>
    /// <param name="value">Name of the constant.</param>
    /// <param name="kind">What it is if it is used for the first time.</param>
    /// <param name="fromNode">Whether the content of a Constant node counts as a stored tensor.</param>
    public GraphParameter? Find(string value, ParameterKind kind, bool fromNode)
    {
        if (!IsFloatConstant(value))
            return null;
        string source = SourceOf(value);
        return _model.ProducerOf(source) is not { } producer || (fromNode && producer.Operator == "Constant") ? Get(source, kind) : null;
    }

    /// <summary>As <see cref="Find"/> for a slot that holds weights: whatever the file has there is a stored tensor.</summary>
    public GraphParameter Slot(OnnxNode node, int index, ParameterKind kind) =>
        Find(node.Inputs[index], kind, fromNode: true)
        ?? throw node.Error($"input {index}, \"{node.Inputs[index]}\", is computed from other values; allowed: a stored tensor");

    /// <summary>As <see cref="Slot"/> for an input that may be left out.</summary>
    public GraphParameter? OptionalSlot(OnnxNode node, int index, ParameterKind kind) =>
        node.Inputs.Length > index && node.Inputs[index].Length > 0 ? Slot(node, index, kind) : null;

    /// <summary>The constant of which another is a view; itself where it is none.</summary>
    private string SourceOf(string value) => _sources.GetValueOrDefault(value, value);

    private bool IsFloatConstant(string value) =>
        _model.Values.TryGetValue(value, out OnnxValue? known) && known is { IsConstant: true, Type: OnnxElementType.Float };

    private GraphParameter Get(string name, ParameterKind kind)
    {
        if (!_parameters.TryGetValue(name, out GraphParameter? parameter))
            _parameters.Add(name, parameter = new GraphParameter(name, kind, new TensorShape(_model[name].Shape)));
        return parameter;
    }
}
