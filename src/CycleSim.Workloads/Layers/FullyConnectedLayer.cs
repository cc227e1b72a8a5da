using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Layers;

/// <summary>Fully connected layer: a 1x1 convolution of its flattened input.</summary>
internal sealed class FullyConnectedLayer : ILoweredLayerKind
{
    private static readonly KeySet Own = new(
        "fully connected layer", "A fully connected layer; it flattens its input.", LayerKeys.Simple);

    private static readonly Key<int> OutFeatures = Own.Int("out_features", "Output features.", 1, NetworkLimits.Channels);

    private static readonly Key<bool> Bias = Own.Bool("bias", "Whether it adds a bias.", true);

    public string Type => "fc";

    public string Name => "FullyConnected";

    public string Meaning => "fully connected; flattens its input";

    public KeySet Keys => Own;

    public bool IsGemm => true;

    public bool TakesRelu => true;

    public long Parameters(Layer layer) => WeightedSum.Parameters(layer);

    public long MacsPerImage(Layer layer) => WeightedSum.MacsPerImage(layer);

    public Layer Read(LayerReader reader)
    {
        Layer layer = reader.Start(this, reader.TakeInput());
        FeatureMap input = layer.Input;
        if (input.Words > NetworkLimits.FlattenedFeatures)
            throw reader.TypeError($"its input {input} has {input.Words} words; allowed: at most {NetworkLimits.FlattenedFeatures}");
        return layer with
        {
            Input = new((int)input.Words, 1, 1),
            Output = new(reader.Keys.Get(OutFeatures), 1, 1),
            Kernel = 1,
            Bias = reader.Keys.Get(Bias),
        };
    }

    public void Forward(Layer layer, StepBuilder step) => WeightedSum.Forward(layer, step);

    public void Backward(Layer layer, StepBuilder step) => WeightedSum.Backward(layer, step);
}
