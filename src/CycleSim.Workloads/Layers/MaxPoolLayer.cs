using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Layers;

/// <summary>Maximum over square windows.</summary>
internal sealed class MaxPoolLayer : ILoweredLayerKind, IOperatorLayerKind
{
    public string Type => "max_pool";

    public string Name => "MaxPool";

    public string Meaning => "maximum of each window";

    public KeySet Keys => Pooling.Keys;

    public Layer Read(LayerReader reader) => Pooling.Read(reader, this);

    public void Forward(Layer layer, StepBuilder step) => step.AddElementwise(layer);

    // The winner of each window is found again from the stored input; the same words give the ReLU mask.
    public void Backward(Layer layer, StepBuilder step) =>
        step.AddInputGradient(layer, [step.ErrorOf(layer), step.OutputOf(layer.Inputs[0])], maskIsInput: true);

    public void AddOperators(Layer layer, LayerOperators operators) => Pooling.AddOperators(layer, operators, isMax: true);
}
