using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Kernels;

/// <summary>The softmax of each row.</summary>
internal sealed class SoftmaxKernel : IKernelKind
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
