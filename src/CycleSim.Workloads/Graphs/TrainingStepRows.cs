using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Optimizers;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Graphs;

/// <summary>What a training step of a graph consists of: the rows of its operators, the sums of gradients, the updates.</summary>
public static class TrainingStepRows
{
    /// <summary>The rows of a training step.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="update">What the update of a parameter reads and writes; plain SGD where there is none.</param>
    public static StepRows Of(Graph graph, ParameterUpdate? update = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var rows = new StepRows();
        foreach (Operator layer in graph.Operators)
            layer.Describe(rows);
        AddGradientSums(graph, rows);
        update ??= ParameterUpdate.PlainSgd;
        foreach (GraphParameter parameter in graph.Parameters.Where(parameter => parameter.IsTrained))
            rows.Add(RowOf(parameter, update));
        return rows;
    }

    /// <summary>
    /// A value that several operators use has the sum of their gradients. The parts of a split are one: they fill one gradient.
    /// </summary>
    private static void AddGradientSums(Graph graph, StepRows rows)
    {
        ILookup<GraphValue, Operator> users = graph.Operators
            .SelectMany(user => user.Inputs.Select(input => (input, user)))
            .ToLookup(use => use.input, use => use.user);
        foreach (GraphValue value in graph.Values.Where(value => value.NeedsGradient))
        {
            long sums = users[value].Count() - 1;
            if (sums > 0)
            {
                long words = value.Shape.Words;
                rows.Add(new VectorRow(
                    value.Layer, "gradient_sum", "igrad", sums * words, 2 * sums * words, sums * words, IsFusable: true));
            }
        }
    }

    private static VectorRow RowOf(GraphParameter parameter, ParameterUpdate update)
    {
        long words = parameter.Words;
        return new VectorRow(
            parameter.Name, $"update_{update.Optimizer.Name}", "update", words, update.Reads.Count() * words,
            update.Writes.Count() * words, IsFusable: false);
    }
}
