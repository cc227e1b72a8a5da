using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>A model with the shape of every value at one batch size.</summary>
/// <param name="Model">The file.</param>
/// <param name="Batch">The batch size.</param>
/// <param name="DataInputs">Names of the graph inputs that are data; the others are weights.</param>
/// <param name="Values">All values by name.</param>
internal sealed record ShapedModel(
    OnnxModel Model, int Batch, ImmutableArray<string> DataInputs, FrozenDictionary<string, OnnxValue> Values)
{
    private readonly FrozenDictionary<string, OnnxNode> _producers =
        Model.Nodes.SelectMany(node => node.Outputs.Where(name => name.Length > 0).Select(name => (Name: name, Node: node)))
            .ToFrozenDictionary(output => output.Name, output => output.Node, StringComparer.Ordinal);

    /// <summary>The node that gives a value; null for graph inputs and initializers.</summary>
    public OnnxNode? ProducerOf(string value) => _producers.GetValueOrDefault(value);

    /// <summary>A node with its inputs, to ask what its rule reads from them; contents are not computed anew.</summary>
    public OperatorCall CallOf(OnnxNode node) =>
        new(node, Model.Opset, [.. node.Inputs.Select(name => name.Length == 0 ? null : Values[name])], maxNumbers: 0);

    /// <summary>A value by name.</summary>
    public OnnxValue this[string name] => Values[name];
}
