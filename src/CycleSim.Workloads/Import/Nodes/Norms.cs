using System.Collections.Immutable;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import.Nodes;

/// <summary>What a node of a normalisation over the last axes says.</summary>
internal static class Norms
{
    /// <summary>Words that are normalised together, and the scale and shift.</summary>
    /// <exception cref="Platform.InputException">They are words of the whole batch.</exception>
    public static (long Length, ImmutableArray<GraphParameter> Affine) Read(OnnxNode node, NodeGraph nodes, ParameterTable parameters)
    {
        ImmutableArray<long> shape = nodes.Model[node.Inputs[0]].Shape;
        int first = OperatorCall.FromStart(node.Int("axis", -1), shape.Length);
        if (first == 0)
            throw node.Error("a normalisation over the batch is not lowered; allowed: axes behind the first");
        long length = shape[first..].Aggregate(1L, (words, size) => words * size);
        GraphParameter?[] affine =
            [parameters.OptionalSlot(node, 1, ParameterKind.Norm), parameters.OptionalSlot(node, 2, ParameterKind.Norm)];
        return (length, [.. affine.OfType<GraphParameter>()]);
    }
}
