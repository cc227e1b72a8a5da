using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Layers;

/// <summary>Batch normalisation per channel, with scale and shift.</summary>
internal sealed class BatchNormLayer : ILoweredLayerKind, IOperatorLayerKind
{
    private const string ScaleShift = "weight";
    private const string Statistics = "statistics";

    public string Type => "batch_norm";

    public string Name => "BatchNorm";

    public string Meaning => "batch normalisation of an image";

    public KeySet Keys => LayerKeys.Simple;

    public bool TakesRelu => true;

    public bool RecomputesReluMask => true;

    public long Parameters(Layer layer) => 2L * layer.Output.Channels;

    public Layer Read(LayerReader reader) => reader.Start(this, ImageShapes.Take(reader));

    public void Forward(Layer layer, StepBuilder step)
    {
        TensorSpec input = step.OutputOf(layer.Inputs[0]);
        TensorSpec scaleShift = step.CreateWeights(layer, ScaleShift, 1, 2 * layer.Output.Channels);
        TensorSpec statistics = step.CreateSaved(layer, Statistics, 1, 2 * layer.Output.Channels);
        step.AddVector(layer, Pass.Forward, "fwd.statistics", [input], [statistics], VectorWorks.MeanAndVariance(input.Words));
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

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        long channels = layer.Output.Channels;
        ImmutableArray<GraphParameter> parameters =
        [
            operators.Parameter("weight", ParameterKind.BatchNorm, channels),
            operators.Parameter("bias", ParameterKind.BatchNorm, channels),
            operators.Parameter("running_mean", ParameterKind.Buffer, channels),
            operators.Parameter("running_var", ParameterKind.Buffer, channels),
        ];
        operators.Finish(operators.Add("", [operators.Input()], operators.ShapeOf(layer.Output), (name, inputs, outputs) =>
            new BatchNormOperator(name, inputs, outputs, parameters, layer.Relu)));
    }
}
