using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>The products of attention: scores of queries and keys, softmax, and the mean of values.</summary>
/// <param name="operators">The operators so far.</param>
/// <param name="attention">The settings.</param>
internal sealed class AttentionProducts(LayerOperators operators, Attention attention)
{
    /// <summary>The context of each query: batch x heads x positions x features.</summary>
    public GraphValue Context(GraphValue queries, GraphValue keys, GraphValue values)
    {
        GraphValue repeatedKeys = operators.Transpose("k_tt", Repeated("repeat_k", keys), 0, 1, 3, 2);
        GraphValue shares = Shares(operators.Add(
            "scores", [queries, repeatedKeys], ScoreShape(queries), (name, inputs, outputs) =>
                new MatrixProductOperator(name, inputs, outputs, FirstIsTransposed: false, SecondIsTransposed: true)));
        return operators.Add(
            "context", [shares, Repeated("repeat_v", values)], queries.Shape, (name, inputs, outputs) =>
                new MatrixProductOperator(name, inputs, outputs, FirstIsTransposed: false, SecondIsTransposed: false));
    }

    private GraphValue Shares(GraphValue scores)
    {
        GraphValue scaled = operators.Add(
            "scale", [scores], scores.Shape, (name, inputs, outputs) => new ScaleOperator(name, inputs, outputs));
        if (attention.Causal)
        {
            scaled = operators.Add(
                "mask", [scaled], scores.Shape, (name, inputs, outputs) => new MaskOperator(name, inputs, outputs));
        }

        return operators.Add(
            "softmax", [scaled], scores.Shape,
            (name, inputs, outputs) => new SoftmaxOperator(name, inputs, outputs, scores.Shape.Rank - 1));
    }

    private GraphValue Repeated(string part, GraphValue value)
    {
        int group = attention.Heads / attention.KvHeads;
        if (group == 1)
            return value;
        TensorShape shape = value.Shape;
        var source = new TensorShape(shape[0], shape[1], 1, shape[2], shape[3]);
        return operators.Add(
            part, [value], new TensorShape(shape[0], attention.Heads, shape[2], shape[3]),
            (name, inputs, outputs) => new RepeatOperator(name, inputs, outputs, source, source.WithAxis(2, group)));
    }

    private static TensorShape ScoreShape(GraphValue queries) => queries.Shape.WithAxis(3, queries.Shape[2]);
}
