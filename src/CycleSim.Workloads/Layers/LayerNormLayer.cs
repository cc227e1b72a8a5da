using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Layer normalisation of the features of each position, or of the channels of each pixel.</summary>
internal sealed class LayerNormLayer : IOperatorLayerKind
{
    public string Type => "layer_norm";

    public string Name => "LayerNorm";

    public string Meaning => "layer normalisation over features, with scale and shift";

    public KeySet Keys => LayerKeys.Simple;

    public Layer Read(LayerReader reader) => reader.Start(this, reader.TakeInput());

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        long features = layer.Output.Channels;
        ImmutableArray<GraphParameter> parameters =
            [operators.Parameter("weight", ParameterKind.Norm, features), operators.Parameter("bias", ParameterKind.Norm, features)];
        operators.Finish(operators.Add("", [operators.Input()], operators.Input().Shape, (name, inputs, outputs) =>
            new LayerNormOperator(name, inputs, outputs, features, parameters)));
    }
}
