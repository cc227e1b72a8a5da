using System.Collections.Immutable;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Graphs;

/// <summary>Puts small graphs together operator by operator.</summary>
internal sealed class GraphMaker(int batch)
{
    private readonly GraphBuilder _builder = new("test", batch);
    private readonly Dictionary<GraphValue, Operator> _producers = [];
    private readonly List<GraphParameter> _parameters = [];
    private int _count;

    internal int Batch => batch;

    internal GraphValue Input(params long[] shape) => _builder.AddInput($"input{_count++}", new TensorShape([batch, .. shape]));

    /// <summary>Data whose gradient is needed, because it is multiplied by a trained tensor.</summary>
    internal GraphValue Trained(params long[] shape) => LayerScale(Input(shape), shape[^1]);

    /// <summary>Whether the next parameter may be one that is there already, as files have it that store equal tensors once.</summary>
    internal Func<bool> Shares { get; init; } = () => false;

    internal GraphParameter Parameter(ParameterKind kind, params long[] shape)
    {
        var wanted = new TensorShape(shape);
        if (Shares() && _parameters.Find(other => other.Kind == kind && other.Shape.Equals(wanted)) is { } shared)
            return shared;
        var parameter = new GraphParameter($"parameter{_count++}", kind, wanted);
        _parameters.Add(parameter);
        return parameter;
    }

    internal GraphValue Convolution(
        GraphValue x, long outputs, AxisWindow rows, AxisWindow columns, int groups = 1, bool bias = true, GraphParameter? weight = null)
    {
        weight ??= Parameter(ParameterKind.Weight, outputs, x.Shape[1] / groups, rows.Kernel, columns.Kernel);
        GraphParameter? added = bias ? Parameter(ParameterKind.Bias, outputs) : null;
        var shape = new TensorShape(x.Shape[0], outputs, rows.Steps(x.Shape[2]), columns.Steps(x.Shape[3]));
        return Add([x], shape, (name, inputs, outs) => new ConvolutionOperator(name, inputs, outs, rows, columns, groups, weight, added));
    }

    internal GraphValue Transposed(
        GraphValue x, long outputs, AxisWindow rows, AxisWindow columns, (int Rows, int Columns) padding = default, int groups = 1,
        bool bias = true)
    {
        GraphParameter weight = Parameter(ParameterKind.Weight, x.Shape[1], outputs / groups, rows.Kernel, columns.Kernel);
        GraphParameter? added = bias ? Parameter(ParameterKind.Bias, outputs) : null;
        var shape = new TensorShape(
            x.Shape[0], outputs, TransposedSize(x.Shape[2], rows) + padding.Rows, TransposedSize(x.Shape[3], columns) + padding.Columns);
        return Add(
            [x], shape,
            (name, inputs, outs) => new TransposedConvolutionOperator(name, inputs, outs, rows, columns, groups, weight, added));
    }

    internal static long TransposedSize(long size, AxisWindow window) =>
        (size - 1) * window.Stride + window.Span - window.PadBegin - window.PadEnd;

    internal GraphValue FullyConnected(GraphValue x, long outputs, bool bias = true, GraphParameter? weight = null)
    {
        weight ??= Parameter(ParameterKind.Weight, outputs, x.Shape[^1]);
        GraphParameter? added = bias ? Parameter(ParameterKind.Bias, outputs) : null;
        return Add([x], x.Shape.WithAxis(^1, outputs), (name, inputs, outs) =>
            new FullyConnectedOperator(name, inputs, outs, x.Shape[^1], outputs, weight, added));
    }

    internal GraphValue Product(GraphValue a, GraphValue b)
    {
        int rank = Math.Max(a.Shape.Rank, b.Shape.Rank);
        IEnumerable<long> leading = Enumerable.Range(0, rank - 2).Select(axis => Math.Max(At(a, axis), At(b, axis)));
        return Add([a, b], new TensorShape([.. leading, a.Shape[^2], b.Shape[^1]]), (name, inputs, outs) =>
            new MatrixProductOperator(name, inputs, outs, IsSwapped(a), IsSwapped(b)));

        long At(GraphValue value, int axis) => axis < rank - value.Shape.Rank ? 1 : value.Shape[axis - (rank - value.Shape.Rank)];
    }

    internal GraphValue Function(GraphValue x, string function) =>
        Add([x], x.Shape, (name, inputs, outs) => new ActivationOperator(name, function, inputs, outs));

    internal GraphValue Scale(GraphValue x) => Add([x], x.Shape, (name, inputs, outs) => new ScaleOperator(name, inputs, outs));

    internal GraphValue Softmax(GraphValue x, bool isMasked)
    {
        GraphValue scores = isMasked ? Add([x], x.Shape, (name, inputs, outs) => new MaskOperator(name, inputs, outs)) : x;
        return Add([scores], x.Shape, (name, inputs, outs) => new SoftmaxOperator(name, inputs, outs, x.Shape.Rank - 1));
    }

    internal GraphValue Sum(GraphValue a, GraphValue b) =>
        Add([a, b], Larger(a, b), (name, inputs, outs) => new AddOperator(name, inputs, outs));

    internal GraphValue Multiply(GraphValue a, GraphValue b) =>
        Add([a, b], Larger(a, b), (name, inputs, outs) => new MultiplyOperator(name, inputs, outs));

    internal GraphValue BatchNorm(GraphValue x, bool feedsRelu = false)
    {
        GraphParameter scale = Parameter(ParameterKind.BatchNorm, x.Shape[1]);
        ImmutableArray<GraphParameter> parameters =
        [
            scale, Parameter(ParameterKind.Other, x.Shape[1]), Parameter(ParameterKind.Buffer, x.Shape[1]),
            new($"{scale.Name}.variance{_count++}", ParameterKind.Buffer, scale.Shape),
        ];
        return Add([x], x.Shape, (name, inputs, outs) => new BatchNormOperator(name, inputs, outs, parameters, feedsRelu));
    }

    internal GraphValue LayerNorm(GraphValue x, long length, int affine = 2)
    {
        ImmutableArray<GraphParameter> parameters =
            [.. Enumerable.Range(0, affine).Select(i => Parameter(i == 0 ? ParameterKind.Norm : ParameterKind.Other, length))];
        return Add([x], x.Shape, (name, inputs, outs) => new LayerNormOperator(name, inputs, outs, length, parameters));
    }

    internal GraphValue RmsNorm(GraphValue x)
    {
        GraphParameter scale = Parameter(ParameterKind.Norm, x.Shape[^1]);
        return Add([x], x.Shape, (name, inputs, outs) => new RmsNormOperator(name, inputs, outs, x.Shape[^1], scale));
    }

    internal GraphValue ClassToken(GraphValue x, bool isFirst)
    {
        GraphParameter token = Parameter(ParameterKind.Other, 1, 1, x.Shape[2]);
        return Add([x], x.Shape.WithAxis(1, x.Shape[1] + 1), (name, inputs, outs) =>
            new ClassTokenOperator(name, inputs, outs, token, isFirst));
    }

    internal GraphValue Concat(int axis, params GraphValue[] parts) =>
        Add([.. parts], parts[0].Shape.WithAxis(axis, parts.Sum(part => part.Shape[axis])), (name, inputs, outs) =>
            new ConcatOperator(name, inputs, outs, axis));

    internal ImmutableArray<GraphValue> Split(GraphValue x, int axis, params long[] sizes) => AddMany(
        [x], [.. sizes.Select(size => x.Shape.WithAxis(axis, size))], (name, inputs, outs) => new SplitOperator(name, inputs, outs, axis));

    internal GraphValue Slice(GraphValue x, int axis, long start, long step, long size) => Add(
        [x], x.Shape.WithAxis(axis, size), (name, inputs, outs) =>
            new SliceOperator(name, inputs, outs, Axes(x, axis, start, 0), Axes(x, axis, step, 1)));

    internal GraphValue Select(GraphValue x, int axis, long index) => Add(
        [x], new TensorShape(x.Shape.Axes.RemoveAt(axis)), (name, inputs, outs) =>
            new SliceOperator(name, inputs, outs, Axes(x, axis, index, 0), Axes(x, axis, 1, 1), axis));

    internal GraphValue Reshape(GraphValue x, params long[] shape) =>
        Add([x], new TensorShape(shape), (name, inputs, outs) => new ReshapeOperator(name, inputs, outs));

    internal GraphValue Transpose(GraphValue x, params int[] permutation) => Add(
        [x], new TensorShape(permutation.Select(axis => x.Shape[axis])), (name, inputs, outs) =>
            new TransposeOperator(name, inputs, outs, [.. permutation]));

    internal GraphValue Pool(GraphValue x, bool isMax, AxisWindow rows, AxisWindow columns) => Add(
        [x], new TensorShape(x.Shape[0], x.Shape[1], rows.Steps(x.Shape[2]), columns.Steps(x.Shape[3])), (name, inputs, outs) =>
            new PoolOperator(name, isMax, inputs, outs, rows, columns));

    internal GraphValue GlobalPool(GraphValue x, bool isMax) => Add(
        [x], new TensorShape(x.Shape[0], x.Shape[1], 1, 1), (name, inputs, outs) => new GlobalPoolOperator(name, isMax, inputs, outs));

    internal GraphValue Mean(GraphValue x, int axis, bool keeps) => Add(
        [x], keeps ? x.Shape.WithAxis(axis, 1) : new TensorShape(x.Shape.Axes.RemoveAt(axis)), (name, inputs, outs) =>
            new MeanOperator(name, inputs, outs));

    internal GraphValue Resize(GraphValue x, int rows, int columns) => Add(
        [x], new TensorShape(x.Shape[0], x.Shape[1], x.Shape[2] * rows, x.Shape[3] * columns), (name, inputs, outs) =>
            new ResizeOperator(name, inputs, outs));

    internal GraphValue LayerScale(GraphValue x, params long[] shape)
    {
        GraphParameter scale = Parameter(ParameterKind.Other, shape);
        return Add([x], x.Shape, (name, inputs, outs) => new LayerScaleOperator(name, inputs, outs, scale));
    }

    internal GraphValue PositionEmbedding(GraphValue x, GraphParameter table, long used) =>
        Add([x], x.Shape, (name, inputs, outs) => new PositionEmbeddingOperator(name, inputs, outs, table, used));

    internal GraphValue Embedding(GraphValue tokens, GraphParameter table, bool isTied) =>
        Add([tokens], new TensorShape([.. tokens.Shape.Axes, table.Shape[1]]), (name, inputs, outs) =>
            new EmbeddingOperator(name, inputs, outs, table, isTied));

    /// <summary>Each element of an axis several times, one after the other.</summary>
    internal GraphValue Repeat(GraphValue x, int axis, long times)
    {
        var source = new TensorShape(x.Shape.Axes.Insert(axis + 1, 1));
        return Add([x], x.Shape.WithAxis(axis, x.Shape[axis] * times), (name, inputs, outs) =>
            new RepeatOperator(name, inputs, outs, source, source.WithAxis(axis + 1, times)));
    }

    internal GraphValue Rope(GraphValue x) => Add([x], x.Shape, (name, inputs, outs) => new RopeOperator(name, inputs, outs));

    /// <summary>The graph, whose loss is taken of a value.</summary>
    internal Graph Finish(GraphValue scores)
    {
        _builder.Add(new LossOperator("loss", [scores]));
        return _builder.Build();
    }

    /// <summary>The graph, whose loss is taken of the sum of three features each of some values.</summary>
    internal Graph FinishAll(IEnumerable<GraphValue> values) => Finish(values
        .Select(value => FullyConnected(Reshape(value, batch, value.Shape.Words / batch), 3))
        .Aggregate(Sum));

    private static TensorShape Larger(GraphValue a, GraphValue b)
    {
        int rank = Math.Max(a.Shape.Rank, b.Shape.Rank);
        return new TensorShape(Enumerable.Range(0, rank).Select(axis => Math.Max(At(a, axis), At(b, axis))));

        long At(GraphValue value, int axis) => axis < rank - value.Shape.Rank ? 1 : value.Shape[axis - (rank - value.Shape.Rank)];
    }

    private bool IsSwapped(GraphValue value) => _producers.TryGetValue(value, out Operator? producer)
        && producer is TransposeOperator { Permutation: [.., int before, int last] } && last < before;

    private static ImmutableArray<long> Axes(GraphValue x, int axis, long value, long others) =>
        [.. Enumerable.Range(0, x.Shape.Rank).Select(i => i == axis ? value : others)];

    private GraphValue Add(
        ImmutableArray<GraphValue> inputs, TensorShape shape,
        Func<string, ImmutableArray<GraphValue>, ImmutableArray<GraphValue>, Operator> create) => AddMany(inputs, [shape], create)[0];

    private ImmutableArray<GraphValue> AddMany(
        ImmutableArray<GraphValue> inputs, ImmutableArray<TensorShape> shapes,
        Func<string, ImmutableArray<GraphValue>, ImmutableArray<GraphValue>, Operator> create)
    {
        string name = $"layer{_count++}";
        ImmutableArray<GraphValue> drafts = [.. shapes.Select((shape, i) => new GraphValue(-1 - i, "", name, shape, true))];
        Operator draft = create(name, inputs, drafts);
        bool needsGradient = draft.Parameters.Any(parameter => parameter.IsTrained) || inputs.Any(input => input.NeedsGradient);
        ImmutableArray<GraphValue> outputs =
            [.. shapes.Select((shape, i) => _builder.CreateValue($"{name}.out{i}", name, shape, needsGradient))];
        Operator added = create(name, inputs, outputs);
        _builder.Add(added);
        foreach (GraphValue output in outputs)
            _producers[output] = added;
        return outputs;
    }
}
