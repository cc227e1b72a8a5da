using CycleSim.Platform;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Layers;

/// <summary>The operators of a network from a JSON file, for one batch size.</summary>
public static class NetworkOperators
{
    /// <summary>The graph of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">Batch size, at least 1.</param>
    /// <exception cref="InputException">A layer is of a kind that says nothing of its operators.</exception>
    public static Graph Of(Network network, int batch)
    {
        ArgumentNullException.ThrowIfNull(network);
        var operators = new LayerOperators(network, batch);
        foreach (Layer layer in network.Layers)
        {
            if (layer.Kind is not IOperatorLayerKind kind)
            {
                throw new InputException(
                    $"{network.Name}: layer \"{layer.Name}\" is of the kind {layer.Kind.Type}, which says nothing of its operators");
            }

            operators.Begin(layer);
            kind.AddOperators(layer, operators);
        }

        return operators.Build();
    }
}
