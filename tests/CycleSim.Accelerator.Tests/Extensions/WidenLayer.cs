using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>A kind of layer from outside that checks nothing: its output can be too large, and so can its work.</summary>
internal sealed class WidenLayer : ILoweredLayerKind
{
    private static readonly KeySet Own = new("widening layer", "Makes images larger.", LayerKeys.Simple);

    private static readonly Key<int> Edge = Own.Int("edge", "Height and width of the output.", 1, 65_536);

    public string Type => "widen";

    public string Meaning => "larger images";

    public KeySet Keys => Own;

    public long MacsPerImage(Layer layer) => layer.Output.Words << 20;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = reader.TakeInput();
        int edge = reader.Keys.Get(Edge);
        return reader.Start(this, source) with { Output = new(source.Output.Channels, edge, edge) };
    }

    public void Forward(Layer layer, StepBuilder step) => throw new NotSupportedException();

    public void Backward(Layer layer, StepBuilder step) => throw new NotSupportedException();
}
