using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Layers;

/// <summary>Each pixel several times in both directions (nearest neighbour).</summary>
internal sealed class UpsampleLayer : IOperatorLayerKind
{
    private static readonly KeySet Own = new("upsampling", "Repeats each pixel in both directions.", LayerKeys.Simple);

    private static readonly Key<int> Factor = Own.Int("factor", "How often in each direction.", 2, NetworkLimits.Kernel);

    public string Type => "upsample";

    public string Name => "Upsample";

    public string Meaning => "each pixel several times in both directions";

    public KeySet Keys => Own;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = ImageShapes.Take(reader);
        FeatureMap input = source.Output;
        int factor = reader.Keys.Get(Factor);
        Layer layer = reader.Start(this, source) with
        {
            Output = new(input.Channels, input.Height * factor, input.Width * factor),
            Settings = factor,
        };
        return reader.Checked(Factor, layer);
    }

    public void AddOperators(Layer layer, LayerOperators operators) => operators.Finish(operators.Add(
        "", [operators.Input()], operators.ShapeOf(layer.Output),
        (name, inputs, outputs) => new ResizeOperator(name, inputs, outputs)));
}
