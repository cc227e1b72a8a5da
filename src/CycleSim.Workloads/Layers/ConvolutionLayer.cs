using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Two-dimensional convolution: any rectangular kernel, stride, dilation, padding, groups of channels.</summary>
internal sealed class ConvolutionLayer : ILoweredLayerKind, IOperatorLayerKind
{
    private static readonly KeySet Own = new(
        "convolution", "A convolution. Windows that do not fit completely are left out.", LayerKeys.Windowed);

    private static readonly ConvolutionWindows Windows = new(Own, pads: true);

    private static readonly Key<int> OutChannels = Own.Int("out_channels", "Output channels.", 1, NetworkLimits.Channels);

    private static readonly Key<bool> Bias = Own.Bool("bias", "Whether it adds a bias.", true);

    public string Type => "conv";

    public string Name => "Convolution";

    public string Meaning => "convolution";

    public KeySet Keys => Own;

    public bool IsGemm => true;

    public bool TakesRelu => true;

    public long Parameters(Layer layer)
    {
        WindowSettings window = WindowSettings.Of(layer);
        long weights = (long)layer.Output.Channels * (layer.Input.Channels / window.Groups) * window.Rows.Kernel * window.Columns.Kernel;
        return weights + (layer.Bias ? layer.Output.Channels : 0);
    }

    public long MacsPerImage(Layer layer)
    {
        WindowSettings window = WindowSettings.Of(layer);
        return layer.Output.Words * (layer.Input.Channels / window.Groups) * window.Rows.Kernel * window.Columns.Kernel;
    }

    public Layer Read(LayerReader reader)
    {
        LayerSource source = ImageShapes.Take(reader);
        FeatureMap input = source.Output;
        int channels = reader.Keys.Get(OutChannels);
        WindowSettings window = Windows.Read(reader.Keys, input, channels);
        WindowKeys.RequireFit(reader.Keys, window.Rows, window.Columns, input);
        Layer layer = reader.Start(this, source) with
        {
            Output = new(channels, (int)window.Rows.Steps(input.Height), (int)window.Columns.Steps(input.Width)),
            Kernel = window.Rows.Kernel,
            Stride = window.Rows.Stride,
            Padding = window.Rows.PadBegin,
            Bias = reader.Keys.Get(Bias),
            Settings = window.IsPlain ? null : window,
        };
        return reader.Checked(OutChannels, layer);
    }

    public void Forward(Layer layer, StepBuilder step) => WeightedSum.Forward(layer, step);

    public void Backward(Layer layer, StepBuilder step) => WeightedSum.Backward(layer, step);

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        WindowSettings window = WindowSettings.Of(layer);
        GraphParameter weight = operators.Parameter(
            "weight", ParameterKind.Weight, layer.Output.Channels, layer.Input.Channels / window.Groups, window.Rows.Kernel,
            window.Columns.Kernel);
        GraphParameter? bias = layer.Bias ? operators.Parameter("bias", ParameterKind.Bias, layer.Output.Channels) : null;
        operators.Finish(operators.Add("", [operators.Input()], operators.ShapeOf(layer.Output), (name, inputs, outputs) =>
            new ConvolutionOperator(name, inputs, outputs, window.Rows, window.Columns, window.Groups, weight, bias)));
    }
}
