using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import.Patterns;

/// <summary>A group of nodes while it is followed from node to node.</summary>
/// <param name="nodes">All nodes.</param>
/// <param name="first">The node to start from.</param>
internal sealed class NodeChain(NodeGraph nodes, OnnxNode first)
{
    private readonly List<OnnxNode> _nodes = [first];

    /// <summary>The node that it started from.</summary>
    public OnnxNode First => first;

    /// <summary>The last node so far.</summary>
    public OnnxNode Last => _nodes[^1];

    /// <summary>What it computes.</summary>
    public string Value => Last.Outputs[0];

    /// <summary>The only node that reads it; null for none or several.</summary>
    public OnnxNode? Next => nodes.OnlyConsumerOf(Value);

    /// <summary>Goes to the only reader if it is of an operator.</summary>
    public bool Follow(string operatorName) => Next is { } next && next.Operator == operatorName && Jump(next);

    /// <summary>Goes to the only reader if it is of an operator and its other input is a number.</summary>
    public bool FollowWithNumber(string operatorName) =>
        Next is { } next && next.Operator == operatorName && nodes.Mixed(next) is { } mixed && nodes.IsNumber(mixed.Constant) && Jump(next);

    /// <summary>Goes to the only reader if it is of an operator and its other input is a stored tensor of some words.</summary>
    /// <returns>The stored tensor; null where the chain stays where it is.</returns>
    public GraphParameter? FollowWithParameter(string operatorName, ParameterTable parameters, ParameterKind kind, long words)
    {
        if (Next is not { } next || next.Operator != operatorName || nodes.Mixed(next) is not { } mixed
            || nodes.ShapeOf(mixed.Constant).Words != words
            || parameters.Find(mixed.Constant, kind, fromNode: true) is not { } parameter)
        {
            return null;
        }

        Jump(next);
        return parameter;
    }

    /// <summary>Goes to a node.</summary>
    public bool Jump(OnnxNode node)
    {
        _nodes.Add(node);
        return true;
    }

    /// <summary>The nodes so far as a group that ends with the last one.</summary>
    public PatternMatch Match(Action<NodeImporter> emit) => new(Last, [.. _nodes[..^1]], emit);
}
