using System.Collections.Immutable;
using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;

namespace CycleSim.Workloads.Import.Patterns;

/// <summary>Means and squares as groups of nodes use them.</summary>
internal static class Means
{
    /// <summary>Whether a node squares a value.</summary>
    public static bool IsSquare(OnnxNode node, string value, NodeGraph nodes) => node.Operator switch
    {
        "Pow" => node.Inputs[0] == value && nodes.NumberOf(node.Inputs[1]) == 2,
        "Mul" => node.Inputs is [string a, string b] && a == value && b == value,
        _ => false,
    };

    /// <summary>Axes that a reduction works on, from 0; all axes where it names none.</summary>
    public static ImmutableArray<int> AxesOf(OnnxNode node, NodeGraph nodes)
    {
        int rank = nodes.ShapeOf(node.Inputs[0]).Rank;
        ImmutableArray<long> axes = node.Inputs.Length > 1 && node.Inputs[1].Length > 0
            ? [.. nodes.Model[node.Inputs[1]].Numbers is { } numbers
                ? numbers.Select(number => (long)number)
                : throw node.Error("its axes are no known constants")]
            : node.Ints("axes");
        return axes.IsDefaultOrEmpty
            ? [.. Enumerable.Range(0, rank)]
            : [.. axes.Select(axis => OperatorCall.FromStart(axis, rank)).Order()];
    }

    /// <summary>Whether a mean keeps its axes and is over the last ones.</summary>
    public static bool IsOverLastAxes(OnnxNode node, NodeGraph nodes)
    {
        int rank = nodes.ShapeOf(node.Inputs[0]).Rank;
        ImmutableArray<int> axes = AxesOf(node, nodes);
        return axes.Length > 0 && axes[0] > 0 && node.Int("keepdims", 1) != 0
            && axes.SequenceEqual(Enumerable.Range(rank - axes.Length, axes.Length));
    }
}
