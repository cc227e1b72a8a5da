using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Export;

/// <summary>Convolutions and poolings in ONNX.</summary>
internal static class WindowExports
{
    public static void Write(ConvolutionOperator convolution, OnnxGraphWriter writer) => writer.AddFinal(
        "Conv", Inputs(convolution, convolution.Weight, convolution.Bias, writer), convolution.Outputs,
        [.. Window(convolution.Rows, convolution.Columns), ("group", (long)convolution.Groups)]);

    public static void Write(TransposedConvolutionOperator convolution, OnnxGraphWriter writer) => writer.AddFinal(
        "ConvTranspose", Inputs(convolution, convolution.Weight, convolution.Bias, writer), convolution.Outputs,
        [
            .. Window(convolution.Rows, convolution.Columns), ("group", (long)convolution.Groups),
            ("output_padding", new[] { Extra(convolution, convolution.Rows, 2), Extra(convolution, convolution.Columns, 3) }),
        ]);

    public static void Write(PoolOperator pool, OnnxGraphWriter writer)
    {
        (TensorShape input, TensorShape output) = (pool.Inputs[0].Shape, pool.Outputs[0].Shape);
        bool roundsUp = output[2] != pool.Rows.Steps(input[2]) || output[3] != pool.Columns.Steps(input[3]);
        writer.AddFinal(
            pool.IsMax ? "MaxPool" : "AveragePool", OperatorExports.Names(pool), pool.Outputs,
            [
                .. Window(pool.Rows, pool.Columns), ("ceil_mode", roundsUp ? 1L : 0L),
                .. pool.IsMax ? Array.Empty<(string, object)>() : [("count_include_pad", pool.CountIncludePad ? 1L : 0L)],
            ]);
    }

    private static long Extra(TransposedConvolutionOperator convolution, AxisWindow window, int axis) =>
        convolution.Outputs[0].Shape[axis]
        - (window.Stride * (convolution.Inputs[0].Shape[axis] - 1) + window.Span - window.PadBegin - window.PadEnd);

    private static string[] Inputs(Operator layer, GraphParameter weight, GraphParameter? bias, OnnxGraphWriter writer) =>
        [.. OperatorExports.Names(layer), writer.Weight(weight), .. bias is null ? Array.Empty<string>() : [writer.Weight(bias)]];

    private static (string Name, object Value)[] Window(AxisWindow rows, AxisWindow columns) =>
    [
        ("kernel_shape", new long[] { rows.Kernel, columns.Kernel }), ("strides", new long[] { rows.Stride, columns.Stride }),
        ("pads", new long[] { rows.PadBegin, columns.PadBegin, rows.PadEnd, columns.PadEnd }),
        ("dilations", new long[] { rows.Dilation, columns.Dilation }),
    ];
}
