using System.Collections.Frozen;

namespace CycleSim.Workloads.Onnx;

/// <summary>The operators that are known: a new one is one entry.</summary>
internal static class OperatorTable
{
    private const int Any = int.MaxValue;

    private static readonly FrozenDictionary<string, OperatorRule> Rules = new Dictionary<string, OperatorRule>
    {
        ["Abs"] = new(1, 1, 1, ElementwiseRules.UnaryOf(Math.Abs)),
        ["Acos"] = new(7, 1, 1, ElementwiseRules.Unary),
        ["Add"] = new(1, 2, 2, ElementwiseRules.BinaryOf((a, b) => a + b)),
        ["And"] = new(1, 2, 2, ElementwiseRules.ComparisonOf((a, b) => a != 0 && b != 0)),
        ["ArgMax"] = new(1, 1, 1, ReductionRules.IndexOfExtreme),
        ["ArgMin"] = new(1, 1, 1, ReductionRules.IndexOfExtreme),
        ["Asin"] = new(7, 1, 1, ElementwiseRules.Unary),
        ["Atan"] = new(7, 1, 1, ElementwiseRules.Unary),
        ["AveragePool"] = new(1, 1, 1, WindowRules.Pool),
        ["BatchNormalization"] = new(1, 5, 5, NormalizationRules.Batch),
        ["Cast"] = new(1, 1, 1, ElementwiseRules.Cast),
        ["CastLike"] = new(15, 2, 2, ElementwiseRules.CastLike),
        ["Ceil"] = new(1, 1, 1, ElementwiseRules.UnaryOf(Math.Ceiling)),
        ["Celu"] = new(12, 1, 1, ElementwiseRules.Unary),
        ["Clip"] = new(1, 1, 3, ElementwiseRules.Clip),
        ["Concat"] = new(1, 1, Any, SelectionRules.Concat),
        ["Constant"] = new(1, 0, 0, ConstantRules.Constant),
        ["ConstantOfShape"] = new(9, 1, 1, ConstantRules.ConstantOfShape),
        ["Conv"] = new(1, 2, 3, WindowRules.Convolution),
        ["ConvTranspose"] = new(1, 2, 3, WindowRules.TransposedConvolution),
        ["Cos"] = new(7, 1, 1, ElementwiseRules.UnaryOf(Math.Cos)),
        ["Cosh"] = new(9, 1, 1, ElementwiseRules.Unary),
        ["CumSum"] = new(11, 2, 2, ElementwiseRules.Unary),
        ["DepthToSpace"] = new(1, 1, 1, ViewRules.DepthToSpace),
        ["Div"] = new(1, 2, 2, ElementwiseRules.Divide),
        ["Dropout"] = new(1, 1, 3, ElementwiseRules.Dropout),
        ["Elu"] = new(1, 1, 1, ElementwiseRules.Unary),
        ["Equal"] = new(1, 2, 2, ElementwiseRules.ComparisonOf((a, b) => a == b)),
        ["Erf"] = new(9, 1, 1, ElementwiseRules.Unary),
        ["Exp"] = new(1, 1, 1, ElementwiseRules.UnaryOf(Math.Exp)),
        ["Expand"] = new(8, 2, 2, ViewRules.Expand),
        ["Flatten"] = new(1, 1, 1, ViewRules.Flatten),
        ["Floor"] = new(1, 1, 1, ElementwiseRules.UnaryOf(Math.Floor)),
        ["Gather"] = new(1, 2, 2, SelectionRules.Gather),
        ["GatherElements"] = new(11, 2, 2, SelectionRules.GatherElements),
        ["Gelu"] = new(20, 1, 1, ElementwiseRules.Unary),
        ["Gemm"] = new(1, 2, 3, ProductRules.Gemm),
        ["GlobalAveragePool"] = new(1, 1, 1, WindowRules.GlobalPool),
        ["GlobalMaxPool"] = new(1, 1, 1, WindowRules.GlobalPool),
        ["Greater"] = new(1, 2, 2, ElementwiseRules.ComparisonOf((a, b) => a > b)),
        ["GreaterOrEqual"] = new(12, 2, 2, ElementwiseRules.ComparisonOf((a, b) => a >= b)),
        ["GroupNormalization"] = new(18, 3, 3, NormalizationRules.Group),
        ["HardSigmoid"] = new(1, 1, 1, ElementwiseRules.Unary),
        ["HardSwish"] = new(14, 1, 1, ElementwiseRules.Unary),
        ["Hardmax"] = new(1, 1, 1, NormalizationRules.Softmax),
        ["Identity"] = new(1, 1, 1, ViewRules.Identity),
        ["InstanceNormalization"] = new(1, 3, 3, NormalizationRules.Instance),
        ["LRN"] = new(1, 1, 1, ElementwiseRules.Unary),
        ["LayerNormalization"] = new(17, 2, 3, NormalizationRules.Layer),
        ["LeakyRelu"] = new(1, 1, 1, ElementwiseRules.Unary),
        ["Less"] = new(1, 2, 2, ElementwiseRules.ComparisonOf((a, b) => a < b)),
        ["LessOrEqual"] = new(12, 2, 2, ElementwiseRules.ComparisonOf((a, b) => a <= b)),
        ["Log"] = new(1, 1, 1, ElementwiseRules.UnaryOf(Math.Log)),
        ["LogSoftmax"] = new(1, 1, 1, NormalizationRules.Softmax),
        ["LpNormalization"] = new(1, 1, 1, ElementwiseRules.Unary),
        ["MatMul"] = new(1, 2, 2, ProductRules.MatMul),
        ["Max"] = new(1, 1, Any, ElementwiseRules.ManyOf(Math.Max)),
        ["MaxPool"] = new(1, 1, 1, WindowRules.Pool),
        ["Mean"] = new(1, 1, Any, ElementwiseRules.ManyOf(null)),
        ["Min"] = new(1, 1, Any, ElementwiseRules.ManyOf(Math.Min)),
        ["Mish"] = new(18, 1, 1, ElementwiseRules.Unary),
        ["Mod"] = new(10, 2, 2, ElementwiseRules.Modulo),
        ["Mul"] = new(1, 2, 2, ElementwiseRules.BinaryOf((a, b) => a * b)),
        ["Neg"] = new(1, 1, 1, ElementwiseRules.UnaryOf(number => -number)),
        ["Not"] = new(1, 1, 1, ElementwiseRules.UnaryOf(number => number == 0 ? 1 : 0)),
        ["Or"] = new(1, 2, 2, ElementwiseRules.ComparisonOf((a, b) => a != 0 || b != 0)),
        ["PRelu"] = new(1, 2, 2, ElementwiseRules.PRelu),
        ["Pad"] = new(1, 1, 4, SelectionRules.Pad),
        ["Pow"] = new(1, 2, 2, ElementwiseRules.Power),
        ["RMSNormalization"] = new(23, 2, 2, NormalizationRules.Rms),
        ["Range"] = new(11, 3, 3, ConstantRules.Range),
        ["Reciprocal"] = new(1, 1, 1, ElementwiseRules.UnaryOf(number => 1 / number)),
        ["ReduceL1"] = new(1, 1, 2, ReductionRules.Of(null)),
        ["ReduceL2"] = new(1, 1, 2, ReductionRules.Of(null)),
        ["ReduceLogSum"] = new(1, 1, 2, ReductionRules.Of(null)),
        ["ReduceLogSumExp"] = new(1, 1, 2, ReductionRules.Of(null)),
        ["ReduceMax"] = new(1, 1, 2, ReductionRules.Of(Enumerable.Max)),
        ["ReduceMean"] = new(1, 1, 2, ReductionRules.Of(Enumerable.Average)),
        ["ReduceMin"] = new(1, 1, 2, ReductionRules.Of(Enumerable.Min)),
        ["ReduceProd"] = new(1, 1, 2, ReductionRules.Of(numbers => numbers.Aggregate(1.0, (a, b) => a * b))),
        ["ReduceSum"] = new(1, 1, 2, ReductionRules.Of(Enumerable.Sum)),
        ["ReduceSumSquare"] = new(1, 1, 2, ReductionRules.Of(null)),
        ["Relu"] = new(1, 1, 1, ElementwiseRules.Unary),
        ["Reshape"] = new(5, 2, 2, ViewRules.Reshape),
        ["Resize"] = new(10, 1, 4, ResizeRules.Resize),
        ["Round"] = new(11, 1, 1, ElementwiseRules.UnaryOf(Math.Round)),
        ["ScatterElements"] = new(11, 3, 3, SelectionRules.Scatter),
        ["ScatterND"] = new(11, 3, 3, SelectionRules.Scatter),
        ["Selu"] = new(1, 1, 1, ElementwiseRules.Unary),
        ["Shape"] = new(1, 1, 1, ConstantRules.Shape),
        ["Shrink"] = new(9, 1, 1, ElementwiseRules.Unary),
        ["Sigmoid"] = new(1, 1, 1, ElementwiseRules.Unary),
        ["Sign"] = new(9, 1, 1, ElementwiseRules.UnaryOf(number => double.IsNaN(number) ? number : Math.Sign(number))),
        ["Sin"] = new(7, 1, 1, ElementwiseRules.UnaryOf(Math.Sin)),
        ["Sinh"] = new(9, 1, 1, ElementwiseRules.Unary),
        ["Size"] = new(1, 1, 1, ConstantRules.Size),
        ["Slice"] = new(1, 1, 5, SelectionRules.Slice),
        ["Softmax"] = new(1, 1, 1, NormalizationRules.Softmax),
        ["Softplus"] = new(1, 1, 1, ElementwiseRules.Unary),
        ["Softsign"] = new(1, 1, 1, ElementwiseRules.Unary),
        ["SpaceToDepth"] = new(1, 1, 1, ViewRules.SpaceToDepth),
        ["Split"] = new(2, 1, 2, SelectionRules.Split),
        ["Sqrt"] = new(1, 1, 1, ElementwiseRules.UnaryOf(Math.Sqrt)),
        ["Squeeze"] = new(1, 1, 2, ViewRules.Squeeze),
        ["Sub"] = new(1, 2, 2, ElementwiseRules.BinaryOf((a, b) => a - b)),
        ["Sum"] = new(1, 1, Any, ElementwiseRules.ManyOf((a, b) => a + b)),
        ["Swish"] = new(24, 1, 1, ElementwiseRules.Unary),
        ["Tan"] = new(7, 1, 1, ElementwiseRules.Unary),
        ["Tanh"] = new(1, 1, 1, ElementwiseRules.Unary),
        ["ThresholdedRelu"] = new(10, 1, 1, ElementwiseRules.Unary),
        ["Tile"] = new(6, 2, 2, ViewRules.Tile),
        ["TopK"] = new(1, 1, 2, ReductionRules.TopK),
        ["Transpose"] = new(1, 1, 1, ViewRules.Transpose),
        ["Trilu"] = new(14, 1, 2, SelectionRules.Trilu),
        ["Unsqueeze"] = new(1, 1, 2, ViewRules.Unsqueeze),
        ["Upsample"] = new(7, 1, 2, ResizeRules.Upsample),
        ["Where"] = new(9, 3, 3, ElementwiseRules.Where),
        ["Xor"] = new(7, 2, 2, ElementwiseRules.ComparisonOf((a, b) => a != 0 != (b != 0))),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The rule of a node's operator, which takes as many inputs as the node has.</summary>
    /// <exception cref="Platform.InputException">The operator is not known in this opset, or has another number of inputs.</exception>
    public static OperatorRule Find(OnnxNode node, int opset)
    {
        if (!Rules.TryGetValue(node.Operator, out OperatorRule? rule))
            throw node.Error($"operator {OnnxText.Encode(node.Operator)} is not supported");
        if (opset < rule.Since)
            throw node.Error($"operator {node.Operator} is there since opset {rule.Since}; the model has opset {opset}");
        int inputs = node.Inputs.Length;
        if (inputs < rule.MinInputs || inputs > rule.MaxInputs)
        {
            string max = rule.MaxInputs == Any ? "or more" : $"to {rule.MaxInputs}";
            throw node.Error($"has {inputs} inputs; allowed: {rule.MinInputs} {max}");
        }

        return rule;
    }
}
