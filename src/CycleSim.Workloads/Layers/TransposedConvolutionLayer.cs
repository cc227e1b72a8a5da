using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Transposed convolution, which makes images larger.</summary>
internal sealed class TransposedConvolutionLayer : IOperatorLayerKind
{
    private static readonly KeySet Own = new(
        "transposed convolution", "A transposed convolution, which makes images larger.", LayerKeys.Windowed);

    private static readonly ConvolutionWindows Windows = new(Own, pads: false);

    private static readonly Key<int> OutChannels = Own.Int("out_channels", "Output channels.", 1, NetworkLimits.Channels);

    private static readonly Key<int> OutputPadding = Own.Int(
        "output_padding", "Rows and columns that are added at the end, fewer than the stride or the dilation.", 0, NetworkLimits.Kernel - 1,
        fallback: 0);

    private static readonly Key<bool> Bias = Own.Bool("bias", "Whether it adds a bias.", true);

    public string Type => "conv_transpose";

    public string Name => "TransposedConvolution";

    public string Meaning => "transposed convolution";

    public KeySet Keys => Own;

    public bool IsGemm => true;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = ImageShapes.Take(reader);
        FeatureMap input = source.Output;
        int channels = reader.Keys.Get(OutChannels);
        WindowSettings window = Windows.Read(reader.Keys, input, channels);
        int extra = reader.Keys.Get(OutputPadding);
        int max = Math.Min(window.Rows.MaxOutputPadding, window.Columns.MaxOutputPadding);
        if (extra > max)
            throw reader.Keys.Error(OutputPadding, $"is out of range; allowed: 0 to {max}");
        long height = Size(window.Rows, input.Height, extra);
        long width = Size(window.Columns, input.Width, extra);
        if (height is < 1 or > NetworkLimits.Edge || width is < 1 or > NetworkLimits.Edge)
            throw reader.TypeError($"gives an image of {height}x{width}; allowed: 1 to {NetworkLimits.Edge} in each direction");
        Layer layer = reader.Start(this, source) with
        {
            Output = new(channels, (int)height, (int)width),
            Bias = reader.Keys.Get(Bias),
            Settings = window,
        };
        return reader.Checked(OutChannels, layer);
    }

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        var window = (WindowSettings)layer.Settings!;
        GraphParameter weight = operators.Parameter(
            "weight", ParameterKind.Weight, layer.Input.Channels, layer.Output.Channels / window.Groups, window.Rows.Kernel,
            window.Columns.Kernel);
        GraphParameter? bias = layer.Bias ? operators.Parameter("bias", ParameterKind.Bias, layer.Output.Channels) : null;
        operators.Finish(operators.Add("", [operators.Input()], operators.ShapeOf(layer.Output), (name, inputs, outputs) =>
            new TransposedConvolutionOperator(name, inputs, outputs, window.Rows, window.Columns, window.Groups, weight, bias)));
    }

    private static long Size(AxisWindow window, int size, int extra) =>
        window.Transposed(size, extra) - window.PadBegin - window.PadEnd;
}
