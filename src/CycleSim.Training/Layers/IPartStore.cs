namespace CycleSim.Training.Layers;

/// <summary>Takes what a layer that is made of several operators stores between them.</summary>
internal interface IPartStore
{
    /// <summary>Stores a tensor, and its error on the way back.</summary>
    /// <param name="part">What it is, unique in the layer, e.g. "q".</param>
    /// <param name="values">The tensor.</param>
    /// <returns>What is stored: the same shape, contiguous.</returns>
    public Tensor Store(string part, Tensor values);
}
