using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import;

/// <summary>Functions of each word, and softmax.</summary>
internal static class ActivationLowering
{
    /// <summary>First opset in which Softmax works on one axis; before, it joins all axes from one on.</summary>
    private const int SoftmaxOfOneAxis = 13;

    /// <summary>The lowering to a function.</summary>
    public static Action<NodeImporter, OnnxNode> As(string function) => (importer, node) => importer.AddUnary(
        node, (name, inputs, outputs) => new ActivationOperator(name, function, inputs, outputs));

    public static void Gelu(NodeImporter importer, OnnxNode node) =>
        As(node.String("approximate", "none") == "tanh" ? ActivationFunctions.GeluTanh : ActivationFunctions.Gelu)(importer, node);

    /// <summary>Bounds 0 and 6 are ReLU6, 0 alone is ReLU; others are not lowered.</summary>
    public static void Clip(NodeImporter importer, OnnxNode node)
    {
        double min = Bound(importer.Nodes, node, 1, "min", double.NegativeInfinity);
        double max = Bound(importer.Nodes, node, 2, "max", double.PositiveInfinity);
        string function = (min, max) switch
        {
            (0, 6) => ActivationFunctions.Relu6,
            (0, >= float.MaxValue) => ActivationFunctions.Relu,
            _ => throw node.Error($"its bounds are {min} and {max}; allowed: 0 and 6, or 0 alone"),
        };
        As(function)(importer, node);
    }

    public static void Softmax(NodeImporter importer, OnnxNode node)
    {
        TensorShape shape = importer.Nodes.ShapeOf(node.Inputs[0]);
        bool isOneAxis = importer.Opset >= SoftmaxOfOneAxis;
        int axis = OperatorCall.FromStart(node.Int("axis", isOneAxis ? -1 : 1), shape.Rank);
        importer.AddUnary(node, (name, inputs, outputs) => new SoftmaxOperator(name, inputs, outputs, axis, !isOneAxis));
    }

    private static double Bound(NodeGraph nodes, OnnxNode node, int input, string attribute, double fallback)
    {
        if (node.Inputs.Length > input && node.Inputs[input].Length > 0)
        {
            return nodes.NumberOf(node.Inputs[input])
                ?? throw node.Error($"the bound \"{node.Inputs[input]}\" is no known constant");
        }

        return node.Float(attribute, fallback);
    }
}
