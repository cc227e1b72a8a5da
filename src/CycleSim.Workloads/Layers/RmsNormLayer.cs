using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Normalisation by the root of the mean square of the features of each position.</summary>
internal sealed class RmsNormLayer : IOperatorLayerKind
{
    public string Type => "rms_norm";

    public string Name => "RmsNorm";

    public string Meaning => "normalisation by the root mean square over features, with a scale";

    public KeySet Keys => LayerKeys.Simple;

    public Layer Read(LayerReader reader) => reader.Start(this, reader.TakeInput());

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        long features = layer.Output.Channels;
        GraphParameter scale = operators.Parameter("weight", ParameterKind.Norm, features);
        operators.Finish(operators.Add("", [operators.Input()], operators.Input().Shape, (name, inputs, outputs) =>
            new RmsNormOperator(name, inputs, outputs, features, scale)));
    }
}
