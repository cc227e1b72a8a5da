using System.Collections.Immutable;
using CycleSim.Platform;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Optimizers;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Graphs;

/// <summary>Lowers a graph to the tensors and operations of one training step: forward, backward, update.</summary>
public static class GraphTrainingStep
{
    /// <summary>Lowers one training step.</summary>
    /// <param name="graph">The graph, whose batch size is that of the step.</param>
    /// <param name="update">How weights are updated; plain gradient descent where nothing is given.</param>
    /// <exception cref="InputException">A layer cannot be simulated; the message names it.</exception>
    public static StepProgram Lower(Graph graph, ParameterUpdate? update = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return StepOf(graph, update).Build();
    }

    /// <summary>The step with all operations, which still knows where each activation lies.</summary>
    internal static GraphStep StepOf(Graph graph, ParameterUpdate? update = null)
    {
        StepLayer[] layers = LayersOf(graph);
        GraphStep step = ForwardOf(graph, layers, update);
        for (int i = layers.Length - 1; i >= 0; i--)
        {
            step.Layer = layers[i];
            Run(graph, TitleOf(graph.Operators[i]), () =>
            {
                graph.Operators[i].Backward(step);
                step.ReturnCopies();
            });
        }

        return step;
    }

    /// <summary>The step with the operations of the forward pass alone.</summary>
    internal static GraphStep ForwardOf(Graph graph) => ForwardOf(graph, LayersOf(graph), update: null);

    private static GraphStep ForwardOf(Graph graph, StepLayer[] layers, ParameterUpdate? update)
    {
        var step = new GraphStep(
            new StepNetwork(graph.Name, [.. layers]), graph.Batch, Users(graph),
            new StepUpdate(update ?? ParameterUpdate.PlainSgd));
        foreach (GraphValue input in graph.Inputs)
            Run(graph, $"input \"{input.Name}\"", () => step.CreateInput(input));
        for (int i = 0; i < layers.Length; i++)
        {
            step.Layer = layers[i];
            Run(graph, TitleOf(graph.Operators[i]), () => graph.Operators[i].Forward(step));
        }

        return step;
    }

    private static StepLayer[] LayersOf(Graph graph) => [.. graph.Operators.Select((layer, index) => new StepLayer(index, layer.Name))];

    private static string TitleOf(Operator layer) => $"layer \"{layer.Name}\" ({layer.Type})";

    private static void Run(Graph graph, string what, Action lower)
    {
        try
        {
            lower();
        }
        catch (NotSupportedException problem)
        {
            throw new InputException($"{graph.Name}: {what} cannot be simulated: {problem.Message}");
        }
        catch (OverflowException)
        {
            throw new InputException(
                $"{graph.Name}: {what} is too large to be simulated: more than 2^31 words for one element of the batch");
        }
    }

    private static Dictionary<GraphParameter, ImmutableArray<int>> Users(Graph graph) => graph.Operators
        .SelectMany((layer, index) => layer.Parameters.Distinct().Select(parameter => (parameter, index)))
        .GroupBy(use => use.parameter, use => use.index)
        .ToDictionary(uses => uses.Key, uses => uses.ToImmutableArray());
}
