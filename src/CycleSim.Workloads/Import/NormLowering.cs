using System.Collections.Immutable;
using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import;

/// <summary>Normalisations that are operators of ONNX.</summary>
internal static class NormLowering
{
    public static void LayerNorm(NodeImporter importer, OnnxNode node)
    {
        (long length, ImmutableArray<GraphParameter> affine) = Norms.Read(node, importer.Nodes, importer.Parameters);
        importer.Add(
            node, [importer.ValueOf(node, 0)], affine.Length > 0,
            (name, inputs, outputs) => new LayerNormOperator(name, inputs, outputs, length, affine));
    }

    public static void RmsNorm(NodeImporter importer, OnnxNode node)
    {
        (long length, ImmutableArray<GraphParameter> affine) = Norms.Read(node, importer.Nodes, importer.Parameters);
        importer.Add(
            node, [importer.ValueOf(node, 0)], affine.Length > 0,
            (name, inputs, outputs) => new RmsNormOperator(name, inputs, outputs, length, affine.FirstOrDefault()));
    }

    public static void BatchNorm(NodeImporter importer, OnnxNode node)
    {
        ImmutableArray<GraphParameter> parameters =
        [
            importer.Parameters.Slot(node, 1, ParameterKind.BatchNorm), importer.Parameters.Slot(node, 2, ParameterKind.BatchNorm),
            importer.Parameters.Slot(node, 3, ParameterKind.Buffer), importer.Parameters.Slot(node, 4, ParameterKind.Buffer),
        ];
        bool feedsReluOnly = importer.Nodes.OnlyConsumerOf(node.Outputs[0]) is { Operator: "Relu" };
        importer.Add(
            node, [importer.ValueOf(node, 0)], hasParameters: true,
            (name, inputs, outputs) => new BatchNormOperator(name, inputs, outputs, parameters, feedsReluOnly));
    }
}
