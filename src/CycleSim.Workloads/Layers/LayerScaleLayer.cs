using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Product with a trained factor for each channel (feature).</summary>
internal sealed class LayerScaleLayer : IOperatorLayerKind
{
    public string Type => "layer_scale";

    public string Name => "LayerScale";

    public string Meaning => "product with a trained factor for each channel";

    public KeySet Keys => LayerKeys.Simple;

    public Layer Read(LayerReader reader) => reader.Start(this, reader.TakeInput());

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        GraphParameter scale = operators.Parameter("weight", ParameterKind.Other, layer.Output.Channels);
        operators.Finish(operators.Add("", [operators.Input()], operators.Input().Shape, (name, inputs, outputs) =>
            new LayerScaleOperator(name, inputs, outputs, scale)));
    }
}
