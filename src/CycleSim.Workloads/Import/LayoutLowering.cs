using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import;

/// <summary>What only changes where words are found.</summary>
internal static class LayoutLowering
{
    public static void Reshape(NodeImporter importer, OnnxNode node) =>
        importer.AddUnary(node, (name, inputs, outputs) => new ReshapeOperator(name, inputs, outputs));

    public static void Transpose(NodeImporter importer, OnnxNode node) => importer.AddUnary(
        node, (name, inputs, outputs) => new TransposeOperator(name, inputs, outputs, Permutations.Of(node, importer.Nodes)));

    public static void Split(NodeImporter importer, OnnxNode node)
    {
        int leftOut = node.Outputs.IndexOf("");
        if (leftOut >= 0)
            throw node.Error($"leaves out its output {leftOut}; allowed: a name for each part");
        importer.AddUnary(node, (name, inputs, outputs) => new SplitOperator(name, inputs, outputs, AxisOf(importer, node)));
    }

    public static void Expand(NodeImporter importer, OnnxNode node) => importer.AddUnary(
        node,
        (name, inputs, outputs) => new RepeatOperator(
            name, inputs, outputs, inputs[0].Shape.WithRank(outputs[0].Shape.Rank), outputs[0].Shape));

    /// <summary>Activations are joined; a stored tensor that is repeated for the batch is a class token.</summary>
    public static void Concat(NodeImporter importer, OnnxNode node)
    {
        int axis = AxisOf(importer, node);
        string[] constants = [.. node.Inputs.Where(importer.Nodes.IsConstant)];
        if (constants.Length == 0)
        {
            importer.Add(
                node, [.. node.Inputs.Select((_, i) => importer.ValueOf(node, i))], hasParameters: false,
                (name, inputs, outputs) => new ConcatOperator(name, inputs, outputs, axis));
            return;
        }

        if (node.Inputs.Length != 2 || constants.Length != 1
            || importer.Parameters.Find(constants[0], ParameterKind.Other, fromNode: false) is not { } token)
        {
            throw node.Error("joins activations with constants; allowed: activations, or one activation and one stored tensor");
        }

        if (axis != 1)
        {
            throw node.Error(
                $"joins {OnnxText.Quote(constants[0])} along axis {axis}; allowed for a stored tensor: axis 1, the positions");
        }

        int activation = node.Inputs[0] == constants[0] ? 1 : 0;
        importer.Add(
            node, [importer.ValueOf(node, activation)], hasParameters: true,
            (name, inputs, outputs) => new ClassTokenOperator(name, inputs, outputs, token, activation == 1));
    }

    public static void Slice(NodeImporter importer, OnnxNode node)
    {
        AxisRange[] ranges = SelectionRules.RangesOf(importer.Nodes.Model.CallOf(node));
        importer.AddUnary(node, (name, inputs, outputs) => new SliceOperator(
            name, inputs, outputs, [.. ranges.Select(range => range.Start)], [.. ranges.Select(range => range.Step)]));
    }

    private static int AxisOf(NodeImporter importer, OnnxNode node) =>
        OperatorCall.FromStart(node.Int("axis", 0), importer.Nodes.ShapeOf(node.Inputs[0]).Rank);
}
