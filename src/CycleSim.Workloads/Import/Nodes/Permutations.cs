using System.Collections.Immutable;
using CycleSim.Workloads.Onnx;

namespace CycleSim.Workloads.Import.Nodes;

/// <summary>The order of axes that a Transpose makes.</summary>
internal static class Permutations
{
    /// <summary>Axis of the input for each axis of the output; all reversed where the node names none.</summary>
    public static ImmutableArray<int> Of(OnnxNode node, NodeGraph nodes)
    {
        ImmutableArray<long> named = node.Ints("perm");
        int rank = nodes.ShapeOf(node.Inputs[0]).Rank;
        return named.IsDefaultOrEmpty
            ? [.. Enumerable.Range(0, rank).Reverse()]
            : [.. named.Select(axis => OperatorCall.FromStart(axis, rank))];
    }
}
