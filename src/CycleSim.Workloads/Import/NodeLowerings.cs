using System.Collections.Frozen;
using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Import;

/// <summary>What becomes of a node that stands in no group, by its operator.</summary>
internal static class NodeLowerings
{
    private static readonly FrozenDictionary<string, Action<NodeImporter, OnnxNode>> All =
        new Dictionary<string, Action<NodeImporter, OnnxNode>>(StringComparer.Ordinal)
        {
            ["Add"] = ArithmeticLowering.Add,
            ["AveragePool"] = WindowLowering.AveragePool,
            ["BatchNormalization"] = NormLowering.BatchNorm,
            ["Clip"] = ActivationLowering.Clip,
            ["Concat"] = LayoutLowering.Concat,
            ["Conv"] = WindowLowering.Convolution,
            ["ConvTranspose"] = WindowLowering.TransposedConvolution,
            ["Div"] = ArithmeticLowering.Divide,
            ["Expand"] = LayoutLowering.Expand,
            ["Flatten"] = LayoutLowering.Reshape,
            ["Gather"] = LookupLowering.Gather,
            ["Gelu"] = ActivationLowering.Gelu,
            ["GlobalAveragePool"] = WindowLowering.GlobalAveragePool,
            ["GlobalMaxPool"] = WindowLowering.GlobalMaxPool,
            ["HardSigmoid"] = ActivationLowering.As(ActivationFunctions.HardSigmoid),
            ["HardSwish"] = ActivationLowering.As(ActivationFunctions.HardSwish),
            ["LayerNormalization"] = NormLowering.LayerNorm,
            ["MatMul"] = ProductLowering.MatMul,
            ["MaxPool"] = WindowLowering.MaxPool,
            ["Mul"] = ArithmeticLowering.Multiply,
            ["Neg"] = ArithmeticLowering.Negate,
            ["RMSNormalization"] = NormLowering.RmsNorm,
            ["ReduceMean"] = WindowLowering.Mean,
            ["Relu"] = ActivationLowering.As(ActivationFunctions.Relu),
            ["Reshape"] = LayoutLowering.Reshape,
            ["Resize"] = WindowLowering.Resize,
            ["Sigmoid"] = ActivationLowering.As(ActivationFunctions.Sigmoid),
            ["Slice"] = LayoutLowering.Slice,
            ["Softmax"] = ActivationLowering.Softmax,
            ["Split"] = LayoutLowering.Split,
            ["Squeeze"] = LayoutLowering.Reshape,
            ["Sub"] = ArithmeticLowering.Subtract,
            ["Swish"] = ActivationLowering.As(ActivationFunctions.Silu),
            ["Tanh"] = ActivationLowering.As(ActivationFunctions.Tanh),
            ["Transpose"] = LayoutLowering.Transpose,
            ["Unsqueeze"] = LayoutLowering.Reshape,
            ["Upsample"] = WindowLowering.Resize,
            ["Where"] = ArithmeticLowering.Where,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The lowering of a node.</summary>
    /// <exception cref="Platform.InputException">Its operator has none.</exception>
    public static Action<NodeImporter, OnnxNode> Of(OnnxNode node) => All.GetValueOrDefault(node.Operator)
        ?? throw node.Error(
            "the operator has no lowering on activations; see \"ONNX files\" in the description of workloads for those that have");
}
