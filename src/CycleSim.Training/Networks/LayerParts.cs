using CycleSim.Training.Layers;

namespace CycleSim.Training.Networks;

/// <summary>Shows what a layer stores between its operators to the store of the network.</summary>
/// <param name="store">The store.</param>
/// <param name="layer">Index of the layer.</param>
/// <param name="isTraining">Whether there are errors.</param>
internal sealed class LayerParts(IStoredTensors store, int layer, bool isTraining) : IPartStore
{
    private int _count;

    public Tensor Store(string part, Tensor values)
    {
        (int, string) own = (_count++, part);
        Tensor tapped = isTraining ? ErrorTap.On(values, error => store.StorePartError(layer, own, error)) : values;
        Tensor stored = tapped.contiguous();
        store.StorePart(layer, own, stored);
        return stored;
    }
}
