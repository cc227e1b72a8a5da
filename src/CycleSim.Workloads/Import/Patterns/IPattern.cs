using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;

namespace CycleSim.Workloads.Import.Patterns;

/// <summary>A group of nodes that is one operator.</summary>
internal interface IPattern
{
    /// <summary>Looks for the group around a node of it that stands in no other group of its kind.</summary>
    /// <param name="anchor">A node of the graph.</param>
    /// <param name="nodes">All nodes.</param>
    /// <param name="parameters">The stored tensors.</param>
    /// <returns>The group; null where there is none.</returns>
    public PatternMatch? Match(OnnxNode anchor, NodeGraph nodes, ParameterTable parameters);
}
