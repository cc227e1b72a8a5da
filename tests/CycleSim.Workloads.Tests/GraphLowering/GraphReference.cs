using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>The activations of a graph and all gradients, without products of matrices and without addresses.</summary>
internal sealed class GraphReference
{
    private readonly Tape _tape = new();
    private readonly Dictionary<GraphValue, int[]> _values = [];
    private readonly Dictionary<GraphParameter, int[]> _parameters = [];
    private readonly double[] _gradients;

    internal GraphReference(Graph graph, Func<string, long, double> start)
    {
        foreach (GraphParameter parameter in graph.Parameters)
            _parameters[parameter] = _tape.Leaves(Numbers(parameter.Name, parameter.Words, start));
        foreach (GraphValue input in graph.Inputs)
            _values[input] = _tape.Leaves(Numbers(input.Name, input.Shape.Words, start));
        var operators = new OperatorValues(_tape, parameter => _parameters[parameter]);
        foreach (Operator source in graph.Operators)
        {
            int[][] outputs = operators.Run(source, [.. source.Inputs.Select(input => _values[input])]);
            foreach ((GraphValue value, int[] words) in source.Outputs.Zip(outputs))
                _values[value] = IsView(source) ? words : [.. words.Select(word => _tape.Sum([word]))];
        }

        GraphValue scores = graph.Operators[^1].Inputs[0];
        _gradients = _tape.Gradients(_values[scores].Select((node, i) => (node, start("loss", i))));
    }

    internal static IEnumerable<double> Numbers(string name, long words, Func<string, long, double> start)
    {
        for (long i = 0; i < words; i++)
            yield return start(name, i);
    }

    /// <summary>Whether an operator stores nothing: its gradient is that of what it sees.</summary>
    internal static bool IsView(Operator source) => source is ReshapeOperator or TransposeOperator or SplitOperator or SliceOperator;

    internal double[] Of(GraphValue value) => [.. _values[value].Select(node => _tape[node])];

    internal double[] GradientOf(GraphValue value) => [.. _values[value].Select(node => _gradients[node])];

    internal double[] GradientOf(GraphParameter parameter) => [.. _parameters[parameter].Select(node => _gradients[node])];
}
