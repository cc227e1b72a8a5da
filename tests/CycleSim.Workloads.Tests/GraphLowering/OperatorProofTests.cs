using CycleSim.Graphs;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>Single operators and short chains of them: every activation and every gradient of a training step, by its addresses.</summary>
public class OperatorProofTests
{
    private static readonly Dictionary<string, Func<GraphMaker, GraphValue>> Cases = new()
    {
        ["convolution"] = m => m.Convolution(m.Trained(3, 5, 6), 4, new(3, 1, 1, 1, 1), new(2)),
        ["convolution of images"] = m => m.Convolution(m.Input(3, 5, 6), 4, new(3, 2, 1, 0, 1), new(3, 1, 2, 2, 0)),
        ["grouped"] = m => m.Convolution(m.Trained(4, 5, 4), 6, new(3, 2, 1, 1, 1), new(3, 1, 1, 1, 1), groups: 2),
        ["depthwise"] = m => m.Convolution(m.Trained(3, 5, 4), 3, new(3, 2, 1, 1, 1), new(3, 2, 1, 1, 1), groups: 3),
        ["multiplier"] = m => m.Convolution(m.Trained(3, 4, 4), 6, new(2), new(2, 2), groups: 3, bias: false),
        ["stride past the kernel"] = m => m.Convolution(m.Trained(2, 7, 5), 3, new(1, 3), new(2, 3)),
        ["stride and dilation that share a factor"] = m => m.Convolution(m.Trained(2, 7, 9), 3, new(3, 2, 2, 2, 2), new(2, 4, 2)),
        ["same"] = m => m.Convolution(m.Trained(2, 7, 6), 3, new AxisWindow(3, 2).Same(7, true), new AxisWindow(4, 3).Same(6, false)),
        ["transposed"] = m => m.Transposed(m.Trained(3, 4, 3), 2, new(3, 2, 1, 1, 1), new(3, 2, 1, 1, 1), (1, 1)),
        ["transposed, groups"] = m => m.Transposed(m.Trained(4, 3, 3), 6, new(2, 2), new(3, 1, 2), groups: 2),
        ["transposed with holes"] = m => m.Transposed(m.Trained(2, 3, 2), 2, new(1, 3), new(2, 3, 1, 1, 0), (2, 1)),
        ["transposed with holes, no bias"] = m => m.Transposed(m.Trained(2, 3, 2), 2, new(1, 2), new(1, 2), (1, 1), bias: false),
        ["transposed as channels last"] = m => m.Convolution(m.Transpose(m.Trained(4, 3, 2), 0, 3, 1, 2), 3, new(2), new(2)),
        ["flattened image"] = m => m.FullyConnected(
            m.Reshape(m.Convolution(m.Input(2, 4, 3), 3, new(2), new(2)), m.Batch, 18), 4),
        ["one feature"] = m => m.FullyConnected(m.FullyConnected(m.Trained(5), 1), 3),
        ["positions of one feature"] = m => m.FullyConnected(m.Trained(4, 1), 1),
        ["rows of all positions"] = m => m.Reshape(m.FullyConnected(m.Reshape(m.Trained(4, 3), 4 * m.Batch, 3), 5), m.Batch, 4, 5),
        ["positions first"] = m => m.Transpose(m.FullyConnected(m.Transpose(m.Trained(4, 3), 1, 0, 2), 5), 1, 0, 2),
        ["one of the positions first"] = m => m.Select(m.FullyConnected(m.Transpose(m.Trained(6, 3), 1, 0, 2), 5), 0, 5),
        ["product"] = m => m.Product(m.Trained(2, 3, 4), m.Trained(2, 4, 5)),
        ["product with itself"] = m => Squared(m, m.Trained(3, 4)),
        ["broadcast first"] = m => m.Product(m.Trained(1, 3, 4), m.Trained(2, 4, 5)),
        ["broadcast second"] = m => m.Product(m.Trained(2, 3, 4), m.Transpose(m.Trained(1, 5, 4), 0, 1, 3, 2)),
        ["first transposed"] = m => m.Product(m.Transpose(m.Trained(2, 4, 3), 0, 1, 3, 2), m.Trained(2, 4, 5)),
        ["both transposed"] = m => m.Product(m.Transpose(m.Trained(4, 3), 0, 2, 1), m.Transpose(m.Trained(5, 4), 0, 2, 1)),
        ["packed, heads outside"] = m => Packed(m, m.Batch, false),
        ["packed, chosen by index"] = m => Packed(m, m.Batch, true),
        ["several users"] = m => Users(m, m.FullyConnected(m.Input(4), 4)),
        ["users of a part and of all"] = m => Part(m, m.FullyConnected(m.Input(3, 4), 6)),
        ["unused rest"] = m => m.Slice(m.FullyConnected(m.Input(5, 4), 6), 2, 1, 2, 2),
        ["backwards"] = m => m.FullyConnected(m.Slice(m.FullyConnected(m.Input(5, 4), 6), 1, 4, -2, 3), 2),
        ["parts that overlap"] = m => Overlapping(m, m.FullyConnected(m.Input(5, 4), 3)),
        ["index of an axis as long as the next"] = m => m.Select(m.Trained(4, 4, 3), 1, 0),
        ["index of an axis as long as the batch"] = m => m.Select(m.Trained(3, 2, 2), 2, 0),
        ["embedding"] = m => m.Embedding(m.Input(3), m.Parameter(ParameterKind.Embedding, 20, 4), false),
        ["more tokens than rows"] = m => m.Embedding(m.Input(7), m.Parameter(ParameterKind.Embedding, 3, 4), false),
        ["two embeddings of one table"] = m => Twice(m, m.Parameter(ParameterKind.Embedding, 5, 4)),
        ["tied"] = m => Tied(m, m.Parameter(ParameterKind.Embedding, 5, 4)),
        ["weights of two layers"] = m => Shared(m, m.Parameter(ParameterKind.Weight, 4, 4)),
        ["kernels of two layers"] = m => SharedKernels(m, m.Parameter(ParameterKind.Weight, 2, 2, 3, 3)),
        ["channels normalised"] = m => m.LayerNorm(m.Trained(3, 2, 5), 3),
        ["broadcast sum and product"] = m => Gated(m, m.Trained(3, 2, 4)),
        ["repeated twice"] = m => m.Repeat(m.Repeat(m.Trained(2, 3), 1, 2), 2, 3),
        ["joined images"] = m => Joined(m, m.Trained(3, 4, 2)),
        ["pooled"] = m => m.Pool(m.Pool(m.Trained(2, 6, 5), true, new(3, 2, 1, 1, 1), new(2, 2)), false, new(2), new(2)),
        ["windows of an image"] = m => Windows(m, m.Trained(2, 4, 6)),
        ["images of a sequence"] = m => m.Convolution(m.Reshape(m.Trained(3, 2, 4, 5), 3 * m.Batch, 2, 4, 5), 3, new(3), new(2, 2)),
        ["rows of positions that are not used"] = m =>
            m.PositionEmbedding(m.Trained(3, 4), m.Parameter(ParameterKind.Embedding, 5, 4), 12),
        ["images of one word"] = m => m.Convolution(m.Reshape(m.Trained(3, 2, 2, 2), 3 * m.Batch, 2, 2, 2), 1, new(2), new(2)),
    };

    public static TheoryData<string, int> Names
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in Cases.Keys)
                for (int batch = 1; batch <= 4; batch++)
                    data.Add(name, batch);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_computes_what_it_means(string name, int batch)
    {
        var maker = new GraphMaker(batch);
        StepProof.Assert(maker.FinishAll([Cases[name](maker)]), (uint)batch);
    }

    /// <summary>The loss is taken of the operator itself, whatever words its output is made of.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void It_computes_what_it_means_where_the_loss_is_taken_of_it(string name, int batch)
    {
        var maker = new GraphMaker(batch);
        StepProof.Assert(maker.Finish(Cases[name](maker)), (uint)batch);
    }

    private static GraphValue Squared(GraphMaker m, GraphValue x) => m.Product(x, m.Transpose(x, 0, 2, 1));

    /// <summary>Queries, keys and values in one tensor, with three heads where the batch may be three too.</summary>
    private static GraphValue Packed(GraphMaker m, int batch, bool byIndex)
    {
        GraphValue qkv = m.Reshape(m.FullyConnected(m.Input(4, 6), 18), batch, 4, 3, 3, 2);
        qkv = m.Transpose(qkv, 2, 0, 3, 1, 4);
        GraphValue[] parts = byIndex
            ? [m.Select(qkv, 0, 0), m.Select(qkv, 0, 1), m.Select(qkv, 0, 2)]
            : [.. m.Split(qkv, 0, 1, 1, 1).Select(part => m.Reshape(part, batch, 3, 4, 2))];
        GraphValue shares = m.Softmax(m.Scale(m.Product(parts[0], m.Transpose(parts[1], 0, 1, 3, 2))), isMasked: true);
        GraphValue merged = m.Reshape(m.Transpose(m.Product(shares, parts[2]), 0, 2, 1, 3), batch, 4, 6);
        return m.FullyConnected(merged, 6);
    }

    /// <summary>A sum hands its error on; later users must not change it for the others.</summary>
    private static GraphValue Users(GraphMaker m, GraphValue x)
    {
        GraphValue y = m.FullyConnected(x, 4);
        GraphValue sum = m.Sum(x, y);
        GraphValue z = m.FullyConnected(sum, 4);
        return m.Sum(m.Sum(m.Sum(sum, z), x), m.Sum(sum, sum));
    }

    private static GraphValue Part(GraphMaker m, GraphValue x)
    {
        GraphValue part = m.Slice(x, 2, 2, 1, 3);
        GraphValue some = m.Sum(m.Slice(x, 2, 0, 1, 3), part);
        return m.Concat(2, m.FullyConnected(x, 2), some, m.Function(part, ActivationFunctions.Tanh));
    }

    private static GraphValue Overlapping(GraphMaker m, GraphValue x) =>
        m.Multiply(m.Slice(x, 1, 0, 1, 3), m.Sum(m.Slice(x, 1, 1, 1, 3), m.Slice(x, 1, 4, -1, 3)));

    private static GraphValue Twice(GraphMaker m, GraphParameter table) =>
        m.Sum(m.Embedding(m.Input(3), table, false), m.Embedding(m.Input(3), table, false));

    private static GraphValue Tied(GraphMaker m, GraphParameter table) =>
        m.FullyConnected(m.LayerNorm(m.Embedding(m.Input(7), table, true), 4), 5, bias: false, weight: table);

    private static GraphValue Shared(GraphMaker m, GraphParameter weight)
    {
        GraphValue x = m.FullyConnected(m.Input(3, 4), 4, weight: weight);
        GraphValue image = m.Reshape(m.Transpose(m.Reshape(x, m.Batch, 3, 2, 2), 0, 1, 3, 2), m.Batch, 3, 4);
        return m.Sum(m.FullyConnected(image, 4, weight: weight), m.FullyConnected(x, 4, weight: weight));
    }

    private static GraphValue SharedKernels(GraphMaker m, GraphParameter weight)
    {
        AxisWindow window = new(3, 1, 1, 1, 1);
        GraphValue x = m.Convolution(m.Trained(2, 4, 5), 2, window, window, weight: weight);
        return m.Convolution(m.Function(x, ActivationFunctions.Relu), 2, window with { Stride = 2 }, window, weight: weight);
    }

    private static GraphValue Gated(GraphMaker m, GraphValue x)
    {
        GraphValue means = m.GlobalPool(x, isMax: false);
        GraphValue gate = m.Function(m.Convolution(means, 3, new(1), new(1)), ActivationFunctions.Sigmoid);
        return m.Sum(m.Multiply(gate, x), m.Mean(x, 3, keeps: true));
    }

    private static GraphValue Joined(GraphMaker m, GraphValue x)
    {
        GraphValue a = m.Convolution(x, 2, new(3, 1, 1, 1, 1), new(1));
        GraphValue b = m.Concat(1, x, a, x);
        return m.Concat(1, m.Convolution(b, 3, new(1), new(1)), b, m.Resize(m.GlobalPool(a, true), 4, 2));
    }

    /// <summary>Attention within windows of an image: the batch is joined with the windows.</summary>
    private static GraphValue Windows(GraphMaker m, GraphValue image)
    {
        GraphValue x = m.LayerNorm(m.Transpose(image, 0, 2, 3, 1), 2);
        GraphValue parted = m.Transpose(m.Reshape(x, m.Batch * 2, 2, 3, 2, 2), 0, 2, 1, 3, 4);
        GraphValue rows = m.Reshape(parted, m.Batch * 6, 4, 2);
        GraphValue shares = m.Softmax(m.Product(m.FullyConnected(rows, 2), m.Transpose(m.FullyConnected(rows, 2), 0, 2, 1)), false);
        GraphValue context = m.FullyConnected(m.Product(shares, rows), 2);
        GraphValue back = m.Transpose(m.Reshape(context, m.Batch * 2, 3, 2, 2, 2), 0, 2, 1, 3, 4);
        return m.Sum(m.Reshape(back, m.Batch, 4, 6, 2), m.Transpose(image, 0, 2, 3, 1));
    }
}
