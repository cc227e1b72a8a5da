using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import;

/// <summary>Sums, products and choices word by word: of two activations, with a stored tensor, with a constant.</summary>
internal static class ArithmeticLowering
{
    public static void Add(NodeImporter importer, OnnxNode node)
    {
        NodeGraph nodes = importer.Nodes;
        if (nodes.Mixed(node) is not { } mixed)
        {
            importer.Add(
                node, [importer.ValueOf(node, 0), importer.ValueOf(node, 1)], hasParameters: false,
                (name, inputs, outputs) => new AddOperator(name, inputs, outputs));
        }
        else if (Stored(importer, mixed.Constant) is { } table)
        {
            RequireShape(nodes, node, mixed.Activation);
            importer.Add(
                node, [importer.ValueOf(node, mixed.Activation)], hasParameters: true,
                (name, inputs, outputs) => new PositionEmbeddingOperator(
                    name, inputs, outputs, table, Math.Min(table.Words, nodes.ShapeOf(mixed.Constant).Words)));
        }
        else if (nodes.OnlyConsumerOf(node.Outputs[0]) is { Operator: "Softmax" } && !nodes.IsNumber(mixed.Constant))
        {
            Mask(importer, node, mixed.Activation);
        }
        else
        {
            Scale(importer, node, mixed.Activation);
        }
    }

    public static void Subtract(NodeImporter importer, OnnxNode node) =>
        Scale(importer, node, RequireConstant(importer, node).Activation);

    public static void Divide(NodeImporter importer, OnnxNode node)
    {
        (string activation, string constant) = RequireConstant(importer, node);
        if (node.Inputs[1] != constant)
            throw node.Error("division by an activation is not lowered; allowed: by a constant");
        Scale(importer, node, activation);
    }

    public static void Negate(NodeImporter importer, OnnxNode node) => Scale(importer, node, node.Inputs[0]);

    public static void Multiply(NodeImporter importer, OnnxNode node)
    {
        NodeGraph nodes = importer.Nodes;
        if (nodes.Mixed(node) is not { } mixed)
        {
            importer.Add(
                node, [importer.ValueOf(node, 0), importer.ValueOf(node, 1)], hasParameters: false,
                (name, inputs, outputs) => new MultiplyOperator(name, inputs, outputs));
        }
        else if (Stored(importer, mixed.Constant) is { } scale)
        {
            RequireShape(nodes, node, mixed.Activation);
            importer.Add(
                node, [importer.ValueOf(node, mixed.Activation)], hasParameters: true,
                (name, inputs, outputs) => new LayerScaleOperator(name, inputs, outputs, scale));
        }
        else
        {
            Scale(importer, node, mixed.Activation);
        }
    }

    /// <summary>A choice between an activation and a constant, by a constant condition, is a mask.</summary>
    public static void Where(NodeImporter importer, OnnxNode node)
    {
        string[] activations = [.. node.Inputs.Skip(1).Where(input => !importer.Nodes.IsConstant(input))];
        if (!importer.Nodes.IsConstant(node.Inputs[0]) || activations is not [string activation])
            throw node.Error("allowed: a constant condition, and a constant as one of the two that it chooses from");
        Mask(importer, node, activation);
    }

    /// <summary>A stored tensor of more than one element; one that is cut out of a table is an embedding.</summary>
    private static GraphParameter? Stored(NodeImporter importer, string constant)
    {
        if (importer.Nodes.IsNumber(constant))
            return null;
        bool isPartOfTable = importer.Nodes.Model.ProducerOf(constant) is { Operator: "Slice" or "Gather" };
        return importer.Parameters.Find(constant, isPartOfTable ? ParameterKind.Embedding : ParameterKind.Other, fromNode: false);
    }

    private static void Mask(NodeImporter importer, OnnxNode node, string activation)
    {
        RequireShape(importer.Nodes, node, activation);
        importer.Add(
            node, [importer.ValueOf(node, activation)], hasParameters: false,
            (name, inputs, outputs) => new MaskOperator(name, inputs, outputs));
    }

    private static void Scale(NodeImporter importer, OnnxNode node, string activation)
    {
        RequireShape(importer.Nodes, node, activation);
        importer.Add(
            node, [importer.ValueOf(node, activation)], hasParameters: false,
            (name, inputs, outputs) => new ScaleOperator(name, inputs, outputs));
    }

    private static (string Activation, string Constant) RequireConstant(NodeImporter importer, OnnxNode node) =>
        importer.Nodes.Mixed(node) ?? throw node.Error("is lowered with one activation and one constant only");

    private static void RequireShape(NodeGraph nodes, OnnxNode node, string activation)
    {
        if (!nodes.ShapeOf(activation).Equals(nodes.ShapeOf(node.Outputs[0])))
        {
            throw node.Error(
                $"makes {nodes.ShapeOf(node.Outputs[0])} of the activation {nodes.ShapeOf(activation)}; an activation that a constant "
                + "enlarges is not lowered");
        }
    }
}
