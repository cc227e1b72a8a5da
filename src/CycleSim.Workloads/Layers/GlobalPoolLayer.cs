using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Layers;

/// <summary>Maximum or mean of each channel of an image.</summary>
/// <param name="isMax">Maximum rather than mean.</param>
internal sealed class GlobalPoolLayer(bool isMax) : IOperatorLayerKind
{
    public string Type => isMax ? "global_max_pool" : "global_avg_pool";

    public string Name => isMax ? "GlobalMaxPool" : "GlobalAveragePool";

    public string Meaning => isMax ? "maximum of each channel" : "mean of each channel";

    public KeySet Keys => LayerKeys.Simple;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = ImageShapes.Take(reader);
        return reader.Start(this, source) with { Output = new(source.Output.Channels, 1, 1) };
    }

    public void AddOperators(Layer layer, LayerOperators operators) => operators.Finish(operators.Add(
        "", [operators.Input()], operators.ShapeOf(layer.Output),
        (name, inputs, outputs) => new GlobalPoolOperator(name, isMax, inputs, outputs)));
}
