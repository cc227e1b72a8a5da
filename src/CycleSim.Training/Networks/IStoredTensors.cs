namespace CycleSim.Training.Networks;

/// <summary>Told of every tensor that the machine would write to a scratchpad; may change its content, as a failing write does.</summary>
internal interface IStoredTensors
{
    /// <summary>The output of a layer is stored, before any other layer reads it.</summary>
    /// <param name="layer">Index of the layer in the network.</param>
    /// <param name="values">Contiguous fp32 tensor.</param>
    internal void StoreActivation(int layer, Tensor values);

    /// <summary>The gradient of the loss with respect to a layer's output is stored, before any other layer reads it.</summary>
    /// <param name="layer">Index of the layer in the network.</param>
    /// <param name="values">Contiguous fp32 tensor.</param>
    internal void StoreError(int layer, Tensor values);

    /// <summary>What a layer computes on its way to its output is stored.</summary>
    /// <param name="layer">Index of the layer in the network.</param>
    /// <param name="part">Its number in the layer, and its name.</param>
    /// <param name="values">Contiguous fp32 tensor.</param>
    internal void StorePart(int layer, (int Number, string Name) part, Tensor values)
    {
    }

    /// <summary>The gradient of the loss with respect to that is stored.</summary>
    /// <param name="layer">Index of the layer in the network.</param>
    /// <param name="part">Its number in the layer, and its name.</param>
    /// <param name="values">Contiguous fp32 tensor.</param>
    internal void StorePartError(int layer, (int Number, string Name) part, Tensor values)
    {
    }
}
