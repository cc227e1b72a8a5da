using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Mean over the positions of a sequence.</summary>
internal sealed class MeanLayer : IOperatorLayerKind
{
    public string Type => "mean";

    public string Name => "Mean";

    public string Meaning => "mean over the positions of a sequence";

    public KeySet Keys => LayerKeys.Simple;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = SequenceShapes.Take(reader);
        return reader.Start(this, source) with { Output = new(source.Output.Channels, 1, 1) };
    }

    public void AddOperators(Layer layer, LayerOperators operators) => operators.Finish(operators.Add(
        "", [operators.Input()], new TensorShape(operators.Batch, layer.Output.Channels),
        (name, inputs, outputs) => new MeanOperator(name, inputs, outputs)));
}
