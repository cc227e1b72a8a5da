using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Benchmarks;

/// <summary>The layer normalisation of each row, with scale and shift.</summary>
internal sealed class LayerNormBenchmark : IBenchmarkKind
{
    public string Name => "layernorm";

    public string Meaning => "the layer normalisation of each row, with scale and shift: rows, words that are normalised together";

    public IReadOnlyList<string> Sizes { get; } = ["R", "C"];

    public StepProgram Lower(IReadOnlyList<int> sizes)
    {
        var graph = new GraphBuilder(Name, 1);
        GraphValue input = graph.AddInput("in", new TensorShape(sizes[0], sizes[1]));
        GraphValue output = graph.CreateValue("out", Name, input.Shape, needsGradient: false);
        var scale = new GraphParameter("scale", ParameterKind.Norm, new TensorShape(sizes[1]));
        var shift = new GraphParameter("shift", ParameterKind.Norm, new TensorShape(sizes[1]));
        graph.Add(new LayerNormOperator(Name, [input], [output], sizes[1], [scale, shift]));
        return GraphForwardPass.Lower(graph.Build());
    }
}
