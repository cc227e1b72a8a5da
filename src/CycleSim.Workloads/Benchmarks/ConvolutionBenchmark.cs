using CycleSim.Platform;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Benchmarks;

/// <summary>A convolution without bias.</summary>
internal sealed class ConvolutionBenchmark : IBenchmarkKind
{
    private const int Padding = 7;
    private const int MaxPositions = 1 << 22;

    public string Name => "conv";

    public string Meaning => "a convolution with a square window, without bias: batch, height, width, channels, output channels, kernel, "
        + "stride, padding";

    public IReadOnlyList<string> Sizes { get; } = ["B", "H", "W", "Cin", "Cout", "K", "S", "P"];

    public int MinOf(int index) => index == Padding ? 0 : 1;

    public StepProgram Lower(IReadOnlyList<int> sizes)
    {
        (int batch, int height, int width, int channels) = (sizes[0], sizes[1], sizes[2], sizes[3]);
        (int outputs, int kernel) = (sizes[4], sizes[5]);
        var window = new AxisWindow(kernel, sizes[6], PadBegin: sizes[Padding], PadEnd: sizes[Padding]);
        if (window.Span > Math.Min(height, width) + 2L * sizes[Padding])
            throw new InputException($"has a kernel of {kernel}, larger than its image with padding");
        if (window.Steps(height) * (long)window.Steps(width) > MaxPositions)
            throw new InputException($"has more than {MaxPositions} positions of its window");
        var graph = new GraphBuilder(Name, batch);
        GraphValue image = graph.AddInput("image", new TensorShape(batch, channels, height, width));
        GraphValue output = graph.CreateValue(
            "out", Name, new TensorShape(batch, outputs, window.Steps(height), window.Steps(width)), needsGradient: false);
        var weight = new GraphParameter("weight", ParameterKind.Weight, new TensorShape(outputs, channels, kernel, kernel));
        graph.Add(new ConvolutionOperator(Name, [image], [output], window, window, 1, weight, Bias: null));
        return GraphForwardPass.Lower(graph.Build());
    }
}
