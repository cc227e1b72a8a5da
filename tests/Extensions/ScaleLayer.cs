using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Extensions;

/// <summary>
/// A kind of layer from outside: y = a x, with one learned factor a for each group of channels. In files:
/// <c>{"name": "s", "type": "scale", "channels_per_factor": 2}</c>.
/// </summary>
internal sealed class ScaleLayer : ILoweredLayerKind
{
    private const string Factors = "factors";

    private static readonly KeySet Own = new("scale layer", "Multiplies channels by learned factors.", LayerKeys.Simple);

    private static readonly Key<int> ChannelsPerFactor = Own.Int(
        "channels_per_factor", "Channels that share a factor; divides their number.", 1, 1024, fallback: 1);

    public string Type => "scale";

    public string Meaning => "product with a learned factor for each channel";

    public KeySet Keys => Own;

    public bool TakesRelu => true;

    public long Parameters(Layer layer) => layer.Output.Channels / (int)layer.Settings!;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = reader.TakeInput();
        int channels = reader.Keys.Get(ChannelsPerFactor);
        return source.Output.Channels % channels == 0
            ? reader.Start(this, source) with { Settings = channels }
            : throw reader.Keys.Error(ChannelsPerFactor, $"does not divide the {source.Output.Channels} channels of \"{source.Name}\"");
    }

    public void Forward(Layer layer, StepBuilder step)
    {
        TensorSpec factors = step.CreateWeights(layer, Factors, 1, (int)Parameters(layer));
        step.AddVector(layer, Pass.Forward, "fwd", [step.OutputOf(layer.Inputs[0]), factors], [step.CreateOutput(layer)]);
    }

    public void Backward(Layer layer, StepBuilder step)
    {
        TensorSpec error = step.ErrorOf(layer);
        TensorSpec factors = step.Own(layer, Factors);
        TensorSpec gradient = step.CreateGradient(layer, factors);
        step.AddVector(layer, Pass.WeightGradient, "wgrad", [error, step.OutputOf(layer.Inputs[0])], [gradient]);
        step.AddInputGradient(layer, [error, factors], maskIsInput: false);
        step.AddUpdate(layer, factors, gradient);
    }
}
