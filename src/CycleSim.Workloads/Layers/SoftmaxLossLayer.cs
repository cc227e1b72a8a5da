using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Layers;

/// <summary>Softmax and cross-entropy loss; the last layer of every network.</summary>
internal sealed class SoftmaxLossLayer : ILoweredLayerKind, IOperatorLayerKind
{
    public string Type => "softmax_loss";

    public string Name => "SoftmaxLoss";

    public string Meaning => "softmax and cross-entropy, the last layer";

    public KeySet Keys => LayerKeys.Simple;

    public bool IsLoss => true;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = reader.TakeInput();
        FeatureMap scores = source.Output;
        return scores.Channels == reader.Classes && (scores.IsSequence || scores.Pixels == 1)
            ? reader.Start(this, source)
            : throw reader.TypeError(
                $"its input \"{source.Name}\" has the shape {scores}; needed: one feature per class, {reader.Classes}x1x1, or a "
                + $"sequence with {reader.Classes} features");
    }

    // The loss is computed together with its gradient, in the backward pass.
    public void Forward(Layer layer, StepBuilder step)
    {
    }

    public void Backward(Layer layer, StepBuilder step)
    {
        int producer = layer.Inputs[0];
        TensorSpec labels = step.CreateData("labels", 1, step.Batch);
        TensorSpec error = step.Contribute(producer, masksItself: true).Target;
        step.AddVector(
            layer, Pass.Forward, "loss", [step.OutputOf(producer), labels], [error], VectorWorks.SoftmaxLoss(layer.Output.Channels));
    }

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        GraphValue input = operators.Input();
        operators.AddFinal(name => new LossOperator(name, [input]));
    }
}
