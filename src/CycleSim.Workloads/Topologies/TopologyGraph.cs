using CycleSim.Platform;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Topologies;

/// <summary>
/// A training step of each layer of a topology by itself: the file does not say how layers are connected. The input and the error of every
/// layer are there at the start; all layers but the first have an input gradient. Inputs are padded already, as that tool takes them.
/// </summary>
internal static class TopologyGraph
{
    private const long MaxWords = 1L << 40;

    /// <summary>The graph of a topology.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="name">Name of the network.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="batch">Batch size.</param>
    /// <exception cref="InputException">A kernel is larger than its input, or a tensor too large.</exception>
    public static Graph Of(string file, string name, IReadOnlyList<TopologyLayer> layers, int batch)
    {
        var builder = new GraphBuilder(name, batch);
        foreach (TopologyLayer layer in layers)
        {
            string unique = builder.UniqueName(layer.Name);
            bool needsGradient = builder.Operators.Count > 0;
            GraphValue output = layer.IsGemm
                ? AddGemm(builder, unique, layer, needsGradient, file)
                : AddConvolution(builder, unique, layer, needsGradient, file);
            builder.Add(new GivenErrorOperator(builder.UniqueName($"{unique}.error"), [output]));
        }

        return builder.Build();
    }

    private static GraphValue AddGemm(GraphBuilder builder, string name, TopologyLayer layer, bool needsGradient, string file)
    {
        (int m, int n, int k) = (layer.Numbers[0], layer.Numbers[1], layer.Numbers[2]);
        GraphValue input = builder.AddInput($"{name}.in", Shape(file, layer, builder.Batch, m, k), needsGradient);
        GraphValue output = builder.CreateValue($"{name}.out", name, Shape(file, layer, builder.Batch, m, n), needsGradient: true);
        var weight = new GraphParameter($"{name}.weight", ParameterKind.Weight, Shape(file, layer, n, k));
        return builder.Add(new FullyConnectedOperator(name, [input], [output], k, n, weight, null));
    }

    private static GraphValue AddConvolution(GraphBuilder builder, string name, TopologyLayer layer, bool needsGradient, string file)
    {
        int[] numbers = layer.Numbers;
        (int height, int width, int channels, int filters) = (numbers[0], numbers[1], numbers[4], numbers[5]);
        var rows = new AxisWindow(numbers[2], numbers[6]);
        var columns = new AxisWindow(numbers[3], numbers[^1]);
        if (rows.Span > height || columns.Span > width)
        {
            throw new InputException(
                $"{file}({layer.Line}): the kernel {rows.Kernel}x{columns.Kernel} is larger than its input {height}x{width}");
        }

        GraphValue input = builder.AddInput($"{name}.in", Shape(file, layer, builder.Batch, channels, height, width), needsGradient);
        TensorShape shape = Shape(file, layer, builder.Batch, filters, rows.Steps(height), columns.Steps(width));
        GraphValue output = builder.CreateValue($"{name}.out", name, shape, needsGradient: true);
        var weight = new GraphParameter(
            $"{name}.weight", ParameterKind.Weight, Shape(file, layer, filters, channels, rows.Kernel, columns.Kernel));
        return builder.Add(new ConvolutionOperator(name, [input], [output], rows, columns, 1, weight, null));
    }

    /// <summary>A shape whose words, and products with others of its layer, fit 64 bits.</summary>
    private static TensorShape Shape(string file, TopologyLayer layer, params long[] sizes)
    {
        Int128 words = sizes.Aggregate((Int128)1, (product, size) => product * size);
        return words <= MaxWords
            ? new TensorShape(sizes)
            : throw new InputException(
                $"{file}({layer.Line}): a tensor of {string.Join('x', sizes)} is too large; allowed: at most {MaxWords} words");
    }
}
