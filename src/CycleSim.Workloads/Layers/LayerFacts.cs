using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Layers;

/// <summary>Counts of a layer that follow from its operators.</summary>
internal static class LayerFacts
{
    /// <summary>Trained parameters, without those that it shares with another layer.</summary>
    public static long Parameters(IOperatorLayerKind kind, Layer layer) => GraphOf(kind, layer).Parameters
        .Where(parameter => parameter.IsTrained && parameter.Name.StartsWith($"{layer.Name}.", StringComparison.Ordinal))
        .Sum(parameter => parameter.Words);

    /// <summary>Multiply-accumulates of the forward pass for one element of the batch.</summary>
    public static long MacsPerImage(IOperatorLayerKind kind, Layer layer)
    {
        var rows = new StepRows();
        foreach (Operator part in GraphOf(kind, layer).Operators)
            part.Describe(rows);
        return rows.Gemms.Where(row => row.Pass.StartsWith("fwd", StringComparison.Ordinal)).Sum(row => row.Macs);
    }

    private static Graph GraphOf(IOperatorLayerKind kind, Layer layer)
    {
        LayerOperators operators = LayerOperators.Alone(layer);
        kind.AddOperators(layer, operators);
        return operators.Build();
    }
}
