using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Layers;

/// <summary>What the pooling layers have in common: their keys and shapes.</summary>
internal static class Pooling
{
    internal static readonly KeySet Keys = new(
        "pooling layer", "A pooling layer. Windows that do not fit completely are left out.", LayerKeys.Windowed);

    private static readonly Key<int> Stride = Keys.Int(
        "stride", "Step of the window.", 1, NetworkLimits.Kernel, whenMissing: "as kernel");

    internal static Layer Read(LayerReader reader, ILayerKind kind)
    {
        Layer layer = reader.Start(kind, reader.TakeInput());
        int stride = reader.Keys.GetOr(Stride, reader.Keys.Get(LayerKeys.Kernel));
        Window window = Window.Read(reader.Keys, stride, layer.Input);
        return reader.Checked(LayerKeys.Kernel, window.Slide(layer, layer.Input.Channels));
    }
}
