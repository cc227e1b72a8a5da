using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Layers;

/// <summary>
/// A kind of layer that is made of operators: what a training step of it consists of, and how a machine runs it, follows from them.
/// </summary>
public interface IOperatorLayerKind : ILayerKind
{
    long ILayerKind.Parameters(Layer layer) => LayerFacts.Parameters(this, layer);

    long ILayerKind.MacsPerImage(Layer layer) => LayerFacts.MacsPerImage(this, layer);

    /// <summary>Adds the operators of a layer.</summary>
    /// <param name="layer">A layer of this kind.</param>
    /// <param name="operators">The operators so far.</param>
    public void AddOperators(Layer layer, LayerOperators operators);
}
