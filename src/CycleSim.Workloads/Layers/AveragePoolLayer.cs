using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Layers;

/// <summary>Mean over square windows.</summary>
internal sealed class AveragePoolLayer : ILoweredLayerKind, IOperatorLayerKind
{
    private static readonly KeySet Own = new(
        "average pooling", "Mean of each window. Windows that do not fit completely are left out, unless it rounds up.", Pooling.Keys);

    private static readonly Key<bool> CountIncludePad = Own.Bool(
        "count_include_pad", "Whether zeros at the edges are part of the mean; no cycle and no access depends on it.", true);

    public string Type => "avg_pool";

    public string Name => "AveragePool";

    public string Meaning => "mean of each window";

    public KeySet Keys => Own;

    public Layer Read(LayerReader reader) => Pooling.Read(reader, this, reader.Keys.Get(CountIncludePad));

    public void Forward(Layer layer, StepBuilder step) => step.AddElementwise(layer);

    public void Backward(Layer layer, StepBuilder step) => step.AddInputGradient(layer, [step.ErrorOf(layer)], maskIsInput: false);

    public void AddOperators(Layer layer, LayerOperators operators) => Pooling.AddOperators(layer, operators, isMax: false);
}
