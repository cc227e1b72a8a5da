using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Layers;

/// <summary>Softmax over the features of each position.</summary>
internal sealed class SoftmaxLayer : IOperatorLayerKind
{
    public string Type => "softmax";

    public string Name => "Softmax";

    public string Meaning => "softmax over features";

    public KeySet Keys => LayerKeys.Simple;

    public Layer Read(LayerReader reader) => reader.Start(this, reader.TakeInput());

    public void AddOperators(Layer layer, LayerOperators operators) => operators.Finish(operators.Add(
        "", [operators.Input()], operators.Input().Shape,
        (name, inputs, outputs) => new SoftmaxOperator(name, inputs, outputs, layer.Output.IsSequence ? 2 : 1)));
}
