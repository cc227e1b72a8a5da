using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Import;

/// <summary>Products of two activations.</summary>
internal static class ProductLowering
{
    public static void MatMul(NodeImporter importer, OnnxNode node)
    {
        if (importer.Nodes.Mixed(node) is { } mixed)
        {
            throw node.Error(
                $"\"{mixed.Constant}\" is a constant of shape {importer.Nodes.ShapeOf(mixed.Constant)}; allowed: two activations, or an "
                + "activation and a stored matrix of two axes behind it");
        }

        if (node.Inputs.Any(input => importer.Nodes.ShapeOf(input).Rank < 2))
            throw node.Error("a factor has one axis, which is not lowered; allowed: two and more");
        importer.Add(
            node, [importer.ValueOf(node, 0), importer.ValueOf(node, 1)], hasParameters: false,
            (name, inputs, outputs) => new MatrixProductOperator(
                name, inputs, outputs, IsTransposed(importer.Nodes, node.Inputs[0]), IsTransposed(importer.Nodes, node.Inputs[1])));
    }

    /// <summary>Whether the last two axes stood the other way round where a factor comes from.</summary>
    private static bool IsTransposed(NodeGraph nodes, string factor) =>
        nodes.ProducerOf(factor) is { Operator: "Transpose" } node && Permutations.Of(node, nodes) is [.., int before, int last]
        && last < before;
}
