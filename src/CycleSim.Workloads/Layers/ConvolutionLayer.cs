using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Layers;

/// <summary>Two-dimensional convolution with square kernel, stride and zero padding.</summary>
internal sealed class ConvolutionLayer : ILoweredLayerKind
{
    private static readonly KeySet Own = new(
        "convolution", "A convolution. Windows that do not fit completely are left out.", LayerKeys.Windowed);

    private static readonly Key<int> Stride = Own.Int("stride", "Step of the window.", 1, NetworkLimits.Kernel, fallback: 1);

    private static readonly Key<int> OutChannels = Own.Int("out_channels", "Output channels.", 1, NetworkLimits.Channels);

    private static readonly Key<bool> Bias = Own.Bool("bias", "Whether it adds a bias.", true);

    public string Type => "conv";

    public string Name => "Convolution";

    public string Meaning => "convolution";

    public KeySet Keys => Own;

    public bool IsGemm => true;

    public bool TakesRelu => true;

    public long Parameters(Layer layer) => WeightedSum.Parameters(layer);

    public long MacsPerImage(Layer layer) => WeightedSum.MacsPerImage(layer);

    public Layer Read(LayerReader reader)
    {
        Layer layer = reader.Start(this, reader.TakeInput());
        Window window = Window.Read(reader.Keys, reader.Keys.Get(Stride), layer.Input);
        layer = window.Slide(layer, reader.Keys.Get(OutChannels));
        return reader.Checked(OutChannels, layer with { Bias = reader.Keys.Get(Bias) });
    }

    public void Forward(Layer layer, StepBuilder step) => WeightedSum.Forward(layer, step);

    public void Backward(Layer layer, StepBuilder step) => WeightedSum.Backward(layer, step);
}
