using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Onnx;
using TensorShape = CycleSim.Workloads.Graphs.TensorShape;

namespace CycleSim.Workloads.Import.Nodes;

/// <summary>The stored tensors of a model by the constants that are made from them.</summary>
internal sealed class ParameterTable
{
    private readonly ShapedModel _model;
    private readonly Dictionary<string, GraphParameter> _parameters = new(StringComparer.Ordinal);

    public ParameterTable(ShapedModel model)
    {
        _model = model;

        // A table is an embedding, even if the output layer, whose weights it also is, is found first.
        foreach (OnnxNode node in model.Model.Nodes.Where(IsLookup))
            Find(node.Inputs[0], ParameterKind.Embedding, fromNode: true);
    }

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
        if (!_model.Values.TryGetValue(value, out OnnxValue? known) || !known.IsConstant || known.Type != OnnxElementType.Float)
            return null;
        OnnxNode? producer = _model.ProducerOf(value);
        if (producer is null)
            return Get(value, kind);
        return producer.Operator switch
        {
            "Constant" => fromNode ? Get(value, kind) : null,
            "Identity" or "Transpose" or "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" or "Cast" or "Slice" or "Expand" or "Dropout"
                => Find(producer.Inputs[0], kind, fromNode),
            "Gather" => Find(producer.Inputs[0], kind, fromNode),
            _ => null,
        };
    }

    /// <summary>As <see cref="Find"/> for a slot that holds weights: whatever the file has there is a stored tensor.</summary>
    public GraphParameter Slot(OnnxNode node, int index, ParameterKind kind) =>
        Find(node.Inputs[index], kind, fromNode: true)
        ?? throw node.Error($"input {index}, \"{node.Inputs[index]}\", is computed from other values; allowed: a stored tensor");

    /// <summary>As <see cref="Slot"/> for an input that may be left out.</summary>
    public GraphParameter? OptionalSlot(OnnxNode node, int index, ParameterKind kind) =>
        node.Inputs.Length > index && node.Inputs[index].Length > 0 ? Slot(node, index, kind) : null;

    private GraphParameter Get(string name, ParameterKind kind)
    {
        if (!_parameters.TryGetValue(name, out GraphParameter? parameter))
            _parameters.Add(name, parameter = new GraphParameter(name, kind, new TensorShape(_model[name].Shape)));
        return parameter;
    }
}
