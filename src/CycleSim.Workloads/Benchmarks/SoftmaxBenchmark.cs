using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Benchmarks;

/// <summary>The softmax of each row.</summary>
internal sealed class SoftmaxBenchmark : IBenchmarkKind
{
    public string Name => "softmax";

    public string Meaning => "the softmax of each row: rows, words of a row";

    public IReadOnlyList<string> Sizes { get; } = ["R", "C"];

    public StepProgram Lower(IReadOnlyList<int> sizes)
    {
        var graph = new GraphBuilder(Name, 1);
        GraphValue input = graph.AddInput("in", new TensorShape(sizes[0], sizes[1]));
        GraphValue output = graph.CreateValue("out", Name, input.Shape, needsGradient: false);
        graph.Add(new SoftmaxOperator(Name, [input], [output], Axis: 1));
        return GraphForwardPass.Lower(graph.Build());
    }
}
