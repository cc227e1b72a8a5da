using CycleSim.Platform;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Benchmarks;

/// <summary>
/// Attention of each head: the softmax of Q K' / sqrt D, times V; Q, K and V are H x S x D. Scores are divided by sqrt D as they leave the
/// array, which takes no operation of its own.
/// </summary>
internal sealed class AttentionBenchmark : IBenchmarkKind
{
    private const int MaxHeads = 1 << 16;

    public string Name => "attention";

    public string Meaning => "softmax(Q K' / sqrt D) V: heads, positions, words of a head";

    public IReadOnlyList<string> Sizes { get; } = ["H", "S", "D"];

    public StepProgram Lower(IReadOnlyList<int> sizes)
    {
        (int heads, int positions, int words) = (sizes[0], sizes[1], sizes[2]);
        if (heads > MaxHeads)
            throw new InputException($"has more than {MaxHeads} heads");
        var graph = new GraphBuilder(Name, 1);
        var shape = new TensorShape(heads, positions, words);
        GraphValue queries = graph.AddInput("q", shape);
        GraphValue keys = graph.AddInput("k", shape);
        GraphValue values = graph.AddInput("v", shape);
        GraphValue columns = Value("k_t", new TensorShape(heads, words, positions));
        GraphValue scores = Value("scores", new TensorShape(heads, positions, positions));
        GraphValue shares = Value("softmax", scores.Shape);
        GraphValue context = Value("context", shape);
        graph.Add(new TransposeOperator("k_t", [keys], [columns], [0, 2, 1]));
        graph.Add(new MatrixProductOperator(
            "scores", [queries, columns], [scores], FirstIsTransposed: false, SecondIsTransposed: true));
        graph.Add(new SoftmaxOperator("softmax", [scores], [shares], Axis: 2));
        graph.Add(new MatrixProductOperator(
            "context", [shares, values], [context], FirstIsTransposed: false, SecondIsTransposed: false));
        return GraphForwardPass.Lower(graph.Build());

        GraphValue Value(string layer, TensorShape of) => graph.CreateValue($"{layer}.out", layer, of, needsGradient: false);
    }
}
