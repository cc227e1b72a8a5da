using System.Collections.Immutable;
using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Import.Patterns;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import;

/// <summary>Convolutions, poolings and changes of size of images.</summary>
internal static class WindowLowering
{
    public static void Convolution(NodeImporter importer, OnnxNode node)
    {
        GraphParameter weight = importer.Parameters.Slot(node, 1, ParameterKind.Weight);
        GraphParameter? bias = importer.Parameters.OptionalSlot(node, 2, ParameterKind.Bias);
        int groups = (int)node.Int("group", 1);
        (AxisWindow rows, AxisWindow columns) = WindowsOf(importer, node, importer.Nodes.ShapeOf(node.Inputs[1]));
        importer.Add(
            node, [importer.ValueOf(node, 0)], hasParameters: true,
            (name, inputs, outputs) => new ConvolutionOperator(name, inputs, outputs, rows, columns, groups, weight, bias));
    }

    public static void TransposedConvolution(NodeImporter importer, OnnxNode node)
    {
        GraphParameter weight = importer.Parameters.Slot(node, 1, ParameterKind.Weight);
        GraphParameter? bias = importer.Parameters.OptionalSlot(node, 2, ParameterKind.Bias);
        int groups = (int)node.Int("group", 1);
        (AxisWindow rows, AxisWindow columns) = TransposedWindows(importer, node, importer.Nodes.ShapeOf(node.Inputs[1]));
        importer.Add(
            node, [importer.ValueOf(node, 0)], hasParameters: true,
            (name, inputs, outputs) => new TransposedConvolutionOperator(name, inputs, outputs, rows, columns, groups, weight, bias));
    }

    public static void MaxPool(NodeImporter importer, OnnxNode node) => Pool(importer, node, isMax: true);

    public static void AveragePool(NodeImporter importer, OnnxNode node) => Pool(importer, node, isMax: false);

    public static void GlobalAveragePool(NodeImporter importer, OnnxNode node) =>
        importer.AddUnary(node, (name, inputs, outputs) => new GlobalPoolOperator(name, false, inputs, outputs));

    public static void GlobalMaxPool(NodeImporter importer, OnnxNode node) =>
        importer.AddUnary(node, (name, inputs, outputs) => new GlobalPoolOperator(name, true, inputs, outputs));

    public static void Mean(NodeImporter importer, OnnxNode node)
    {
        if (Means.AxesOf(node, importer.Nodes).Contains(0))
            throw node.Error("a mean over the batch is not lowered");
        importer.AddUnary(node, (name, inputs, outputs) => new MeanOperator(name, inputs, outputs));
    }

    /// <summary>Nearest neighbours by whole factors, whichever way the node names them.</summary>
    public static void Resize(NodeImporter importer, OnnxNode node)
    {
        string mode = node.String("mode", "nearest");
        if (mode != "nearest")
            throw node.Error($"mode \"{mode}\" is not lowered; allowed: nearest");
        foreach ((long from, long to) in importer.Nodes.ShapeOf(node.Inputs[0]).Axes.Zip(importer.Nodes.ShapeOf(node.Outputs[0]).Axes))
            if (to % from != 0)
                throw node.Error($"makes {to} of {from}; allowed: a whole multiple");
        importer.AddUnary(node, (name, inputs, outputs) => new ResizeOperator(name, inputs, outputs));
    }

    private static void Pool(NodeImporter importer, OnnxNode node, bool isMax)
    {
        (AxisWindow rows, AxisWindow columns) = WindowsOf(importer, node, null);
        importer.AddUnary(node, (name, inputs, outputs) => new PoolOperator(name, isMax, inputs, outputs, rows, columns)
        {
            CountIncludePad = node.Int("count_include_pad", 0) != 0,
        });
    }

    /// <summary>The windows of a convolution or pooling.</summary>
    private static (AxisWindow Rows, AxisWindow Columns) WindowsOf(NodeImporter importer, OnnxNode node, TensorShape? weights)
    {
        TensorShape input = RequireImage(importer, node);
        return Pair(Windows.Of(node, input.Axes.AsSpan()[2..], Kernel(node, weights)));
    }

    /// <summary>Those of a transposed convolution.</summary>
    private static (AxisWindow Rows, AxisWindow Columns) TransposedWindows(NodeImporter importer, OnnxNode node, TensorShape weights)
    {
        TensorShape input = RequireImage(importer, node);
        return Pair(Windows.OfTransposed(node, input.Axes.AsSpan()[2..], Kernel(node, weights)));
    }

    private static TensorShape RequireImage(NodeImporter importer, OnnxNode node)
    {
        TensorShape input = importer.Nodes.ShapeOf(node.Inputs[0]);
        return input.Rank == 4
            ? input
            : throw node.Error($"takes {input}; allowed: images of four axes, batch x channels x height x width");
    }

    private static long[] Kernel(OnnxNode node, TensorShape? weights) =>
        weights is null ? [.. node.Ints("kernel_shape")] : [.. weights.Axes[2..]];

    private static (AxisWindow Rows, AxisWindow Columns) Pair(ImmutableArray<FittedWindow> axes) => (axes[0].Window, axes[1].Window);
}
