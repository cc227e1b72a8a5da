using System.Collections.Immutable;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Graphs;

/// <summary>Lowers the forward pass of a graph by itself: nothing is trained.</summary>
public static class GraphForwardPass
{
    /// <summary>The forward pass. Inputs and parameters are in DRAM before it; what no operator of the graph reads is after it.</summary>
    /// <param name="graph">The graph.</param>
    /// <exception cref="InputException">A layer cannot be simulated; the message names it.</exception>
    public static StepProgram Lower(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var step = GraphTrainingStep.ForwardOf(graph);
        ImmutableHashSet<GraphValue> read = [.. graph.Operators.SelectMany(layer => layer.Inputs)];
        IEnumerable<int> results = graph.Operators.SelectMany(layer => layer.Outputs).Where(value => !read.Contains(value))
            .Select(value => step.LocationOf(value).Tensor.Id);
        return step.Build() with { NeededAfter = [.. results] };
    }
}
