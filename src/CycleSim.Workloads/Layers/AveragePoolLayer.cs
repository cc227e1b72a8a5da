using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Layers;

/// <summary>Mean over square windows.</summary>
internal sealed class AveragePoolLayer : ILoweredLayerKind, IOperatorLayerKind
{
    public string Type => "avg_pool";

    public string Name => "AveragePool";

    public string Meaning => "mean of each window";

    public KeySet Keys => Pooling.Keys;

    public Layer Read(LayerReader reader) => Pooling.Read(reader, this);

    public void Forward(Layer layer, StepBuilder step) => step.AddElementwise(layer);

    public void Backward(Layer layer, StepBuilder step) => step.AddInputGradient(layer, [step.ErrorOf(layer)], maskIsInput: false);

    public void AddOperators(Layer layer, LayerOperators operators) => Pooling.AddOperators(layer, operators, isMax: false);
}
