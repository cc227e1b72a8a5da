using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Layers;

/// <summary>Batch normalisation per channel, with scale and shift.</summary>
internal sealed class BatchNormLayer : ILoweredLayerKind
{
    private const string ScaleShift = "weight";
    private const string Statistics = "statistics";

    public string Type => "batch_norm";

    public string Name => "BatchNorm";

    public string Meaning => "batch normalisation, after a convolution";

    public KeySet Keys => LayerKeys.Simple;

    public bool TakesRelu => true;

    public bool RecomputesReluMask => true;

    public long Parameters(Layer layer) => 2L * layer.Output.Channels;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = reader.TakeInput();
        return source.Kind is ConvolutionLayer
            ? reader.Start(this, source)
            : throw reader.TypeError($"\"{source.Name}\" is no convolution; batch normalisation must follow one");
    }

    public void Forward(Layer layer, StepBuilder step)
    {
        TensorSpec input = step.OutputOf(layer.Inputs[0]);
        TensorSpec scaleShift = step.CreateWeights(layer, ScaleShift, 1, 2 * layer.Output.Channels);
        TensorSpec statistics = step.CreateSaved(layer, Statistics, 1, 2 * layer.Output.Channels);
        step.AddVector(layer, Pass.Forward, "fwd.statistics", [input], [statistics]);
        step.AddVector(layer, Pass.Forward, "fwd.normalise", [input, statistics, scaleShift], [step.CreateOutput(layer)]);
    }

    public void Backward(Layer layer, StepBuilder step)
    {
        TensorSpec error = step.ErrorOf(layer);
        TensorSpec input = step.OutputOf(layer.Inputs[0]);
        TensorSpec statistics = step.Own(layer, Statistics);
        TensorSpec scaleShift = step.Own(layer, ScaleShift);
        TensorSpec gradient = step.CreateGradient(layer, scaleShift);

        // A ReLU behind the normalisation is recomputed from the stored input, so its output is not read again.
        ImmutableArray<TensorSpec> forMask = layer.Relu ? [scaleShift] : [];
        step.AddVector(layer, Pass.WeightGradient, "wgrad", [error, input, statistics, .. forMask], [gradient]);
        step.AddInputGradient(layer, [error, input, statistics, scaleShift, gradient], maskIsInput: true);
        step.AddUpdate(layer, scaleShift, gradient);
    }
}
