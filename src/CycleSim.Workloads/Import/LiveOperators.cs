using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Import;

/// <summary>Leaves out what the loss does not depend on: further outputs of a network are not trained.</summary>
internal static class LiveOperators
{
    public static Graph Only(Graph graph)
    {
        var needed = new HashSet<GraphValue>();
        var live = new Stack<Operator>();
        foreach (Operator candidate in graph.Operators.Reverse())
        {
            if (candidate.Outputs.IsEmpty || candidate.Outputs.Any(needed.Contains))
            {
                live.Push(candidate);
                needed.UnionWith(candidate.Inputs);
            }
        }

        return live.Count == graph.Operators.Length ? graph : graph with { Operators = [.. live] };
    }
}
