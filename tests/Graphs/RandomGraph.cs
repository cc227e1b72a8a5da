using System.Collections.Immutable;
using CsCheck;
using CycleSim.Platform;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Graphs;

/// <summary>A random graph of a given number of operators, of few words, all of whose values lead to the loss.</summary>
internal sealed class RandomGraph
{
    private const long MaxWords = 160;

    private readonly int _batch;
    private readonly PCG _random;
    private readonly GraphMaker _maker;
    private readonly List<GraphValue> _values = [];
    private readonly HashSet<GraphValue> _used = [];

    private RandomGraph(uint seed, int batch)
    {
        _batch = batch;
        _random = new PCG(0, seed);
        int shares = Pick(0, 0, 1, 4);
        _maker = new GraphMaker(batch) { Shares = () => Below(4) < shares };
    }

    /// <summary>
    /// The graph of a seed; of the next one where a step cannot have it, since it uses a part of the batch of an error alone, or one
    /// that is not of neighbours.
    /// </summary>
    internal static Graph Of(uint seed, int batch, int operators)
    {
        while (true)
        {
            Graph graph = new RandomGraph(seed, batch).Make(operators);
            if (HasStep(graph))
                return graph;
            seed++;
        }
    }

    private static bool HasStep(Graph graph)
    {
        try
        {
            GraphTrainingStep.Lower(graph);
            return true;
        }
        catch (InputException problem) when (problem.Message.EndsWith("is used alone", StringComparison.Ordinal)
            || problem.Message.EndsWith("lies in slices that do not follow each other", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private Graph Make(int operators)
    {
        long[] shape = Pick<long[]>([2, 4, 5], [3, 4], [4, 3, 3], [6], [4, 2, 3], [1, 5, 4], [4, 6], [2, 1, 4]);
        _values.Add(Coin() ? _maker.Input(shape) : _maker.Trained(shape));
        for (int i = 0; i < operators; i++)
            Extend();
        GraphValue[] ends = [.. _values.Where(value => !_used.Contains(value))];
        return _maker.FinishAll(ends.Length > 0 ? ends : [_values[^1]]);
    }

    private int Below(int end) => (int)_random.Next((uint)end);

    private T Pick<T>(params T[] choices) => choices[Below(choices.Length)];

    private int Between(int least, int most) => least + Below(most + 1 - least);

    private bool Coin() => Below(2) == 0;

    /// <summary>A table may have more rows than there are positions.</summary>
    private GraphValue Positions(GraphValue x)
    {
        (long rows, long words) = (x.Shape[^2], x.Shape[^1]);
        return _maker.PositionEmbedding(x, _maker.Parameter(ParameterKind.Embedding, Between(0, 3) + rows, words), rows * words);
    }

    private void Extend()
    {
        GraphValue x = _values[Math.Max(Between(0, _values.Count - 1), Between(0, _values.Count - 1))];
        GraphValue[]? added = x.Shape.Rank == 4 && Coin() ? Image(x) : General(x);
        if (added is null)
            return;
        _used.Add(x);
        _values.AddRange(added);
    }

    private GraphValue[]? Image(GraphValue x)
    {
        (long channels, long height, long width) = (x.Shape[1], x.Shape[2], x.Shape[3]);
        switch (Between(0, 8))
        {
            case 0 or 1 or 2:
                int groups = channels % 2 == 0 ? Pick(1, 2, (int)channels) : Pick(1, (int)channels);
                AxisWindow rows = Window(height);
                AxisWindow columns = Window(width);
                long outputs = groups * Between(1, 2);
                return outputs * rows.Steps(height) * columns.Steps(width) > MaxWords
                    ? null
                    : [_maker.Convolution(x, outputs, rows, columns, groups, Coin())];
            case 3:
                int parts = channels % 2 == 0 ? Pick(1, 2) : 1;
                AxisWindow tall = Upwards();
                AxisWindow wide = Upwards();
                (int Rows, int Columns) padding = (Between(0, tall.Stride - 1), Between(0, wide.Stride - 1));
                long size = (GraphMaker.TransposedSize(height, tall) + padding.Rows)
                    * (GraphMaker.TransposedSize(width, wide) + padding.Columns);
                return GraphMaker.TransposedSize(height, tall) < 1 || GraphMaker.TransposedSize(width, wide) < 1 || size * 2 > MaxWords
                    ? null
                    : [_maker.Transposed(x, 2 * parts / Pick(1, 2), tall, wide, padding, parts == 2 ? 1 : parts, Coin())];
            case 4:
                return [_maker.Pool(x, Coin(), Window(height, canDilate: false), Window(width, canDilate: false))];
            case 5:
                return [_maker.GlobalPool(x, Coin())];
            case 6:
                return x.Shape.Words / _batch * 2 > MaxWords ? null : [_maker.Resize(x, Pick(1, 2), Pick(1, 2))];
            case 7:
                return [_maker.BatchNorm(x)];
            default:
                return channels == width || channels == 1 || (width == channels * height) ? null : [_maker.LayerNorm(x, channels)];
        }
    }

    private AxisWindow Window(long size, bool canDilate = true)
    {
        int kernel = Between(1, (int)Math.Min(3, size));
        int dilation = canDilate && (kernel - 1) * 2 < size ? Between(1, 2) : 1;
        int begin = Between(0, kernel - 1);
        return new AxisWindow(kernel, Between(1, 3), dilation, begin, Between(0, kernel - 1));
    }

    private AxisWindow Upwards()
    {
        int kernel = Between(1, 3);
        return new AxisWindow(kernel, Between(1, 3), Between(1, 2), Between(0, kernel - 1), Between(0, kernel - 1));
    }

    private GraphValue[]? General(GraphValue x)
    {
        TensorShape shape = x.Shape;
        int axis = shape.Rank > 1 ? Between(1, shape.Rank - 1) : 0;
        switch (Between(0, 19))
        {
            case 0 or 1 when shape.Rank >= 2:
                return [_maker.FullyConnected(x, Between(1, 5), Coin())];
            case 2 when shape.Rank >= 3:
                return Product(x);
            case 3:
                return [_maker.Function(x, Pick([.. ActivationFunctions.All]))];
            case 4:
                return [_maker.Scale(x)];
            case 5:
                return [_maker.Softmax(x, shape.Rank > 2 && Coin())];
            case 6 or 7:
                GraphValue[] same = [.. _values.Where(value => value.Shape.Equals(shape))];
                GraphValue other = Pick(same);
                _used.Add(other);
                return [Coin() ? _maker.Sum(x, other) : _maker.Multiply(other, x)];
            case 8 when shape.Rank >= 3:
                GraphValue small = _maker.Mean(x, axis, keeps: true);
                return [Coin() ? _maker.Sum(small, x) : _maker.Multiply(x, small)];
            case 9 when shape[^1] > 1:
                return [Coin() ? _maker.LayerNorm(x, shape[^1], Between(0, 2)) : _maker.RmsNorm(x)];
            case 10 when shape.Rank == 3:
                return [_maker.ClassToken(x, Coin())];
            case 11 when axis > 0 && shape.Words / _batch * 2 <= MaxWords:
                GraphValue[] fitting = [.. _values.Where(value => value.Shape.Rank == shape.Rank
                    && value.Shape.WithAxis(axis, 1).Equals(shape.WithAxis(axis, 1)) && value.Shape.Words / _batch * 2 <= MaxWords)];
                GraphValue joined = Pick(fitting);
                _used.Add(joined);
                return [_maker.Concat(axis, x, joined)];
            case 12 when axis > 0 && shape[axis] > 1:
                long part = Between(1, (int)shape[axis] - 1);
                return [.. _maker.Split(x, axis, part, shape[axis] - part)];
            case 13 when axis > 0:
                return [Part(x, axis)];
            case 14 when shape.Rank > 2:
                return [_maker.Select(x, axis, Between(0, (int)shape[axis] - 1))];
            case 15 or 16:
                return [Reshaped(x)];
            case 17 when shape.Rank > 2 && Coin():
                return [BatchBehind(x, axis)];
            case 17 when shape.Rank > 2:
                int[] order = [0, .. Enumerable.Range(1, shape.Rank - 1).OrderBy(_ => Below(1 << 20))];
                return [_maker.Transpose(x, order)];
            case 18 when axis > 0 && shape.Words / _batch * 2 <= MaxWords && shape.Rank < 5:
                return [_maker.Repeat(x, axis, 2)];
            case 19 when shape.Rank >= 2:
                return Coin()
                    ? [Positions(x)]
                    : shape[^1] % 2 == 0 && shape.Rank > 2 ? [_maker.Rope(x)] : [_maker.LayerScale(x, shape[^1])];
            default:
                return null;
        }
    }

    /// <summary>Something that has the batch on another axis than the first.</summary>
    private GraphValue BatchBehind(GraphValue x, int axis)
    {
        int[] swap = [.. Enumerable.Range(0, x.Shape.Rank)];
        (swap[0], swap[axis]) = (axis, 0);
        GraphValue y = _maker.Transpose(x, swap);
        for (int i = Between(1, 2); i > 0; i--)
        {
            y = Between(0, 4) switch
            {
                0 when axis < x.Shape.Rank - 1 => _maker.FullyConnected(y, y.Shape[^1]),
                1 when axis < x.Shape.Rank - 1 => _maker.LayerNorm(y, y.Shape[^1]),
                2 => _maker.Function(y, ActivationFunctions.Tanh),
                3 when axis < x.Shape.Rank - 1 =>
                    _maker.PositionEmbedding(y, _maker.Parameter(ParameterKind.Embedding, y.Shape[^1]), y.Shape[^1]),
                _ => _maker.Sum(y, y),
            };
        }

        return _maker.Transpose(y, swap);
    }

    private GraphValue Part(GraphValue x, int axis)
    {
        int size = (int)x.Shape[axis];
        int count = Between(1, size);
        int step = count == 1 ? 1 : Between(1, (size - 1) / (count - 1));
        int start = Between(0, size - 1 - (count - 1) * step);
        return Coin()
            ? _maker.Slice(x, axis, start, step, count)
            : _maker.Slice(x, axis, start + (count - 1) * step, -step, count);
    }

    /// <summary>Joins two axes, or parts one; the batch may be joined with what follows.</summary>
    private GraphValue Reshaped(GraphValue x)
    {
        ImmutableArray<long> axes = x.Shape.Axes;
        int axis = Between(0, axes.Length - 1);
        if (Coin() && axis + 1 < axes.Length && axes.Length > 2)
            return _maker.Reshape(x, [.. axes[..axis], axes[axis] * axes[axis + 1], .. axes[(axis + 2)..]]);
        long[] divisors = [.. Enumerable.Range(1, (int)axes[axis]).Select(i => (long)i).Where(i => axes[axis] % i == 0)];
        long part = axis == 0 ? axes[0] / _batch : Pick(divisors);
        return axes.Length > 4
            ? _maker.Reshape(x, [.. axes])
            : _maker.Reshape(x, [.. axes[..axis], axes[axis] / part, part, .. axes[(axis + 1)..]]);
    }

    private GraphValue[]? Product(GraphValue x)
    {
        TensorShape shape = x.Shape;
        int[] swap = [.. Enumerable.Range(0, shape.Rank - 2), shape.Rank - 1, shape.Rank - 2];
        GraphValue[] factors = [.. _values.Where(value => value.Shape.Rank >= 3 && value.Shape[^2] == shape[^1]
            && IsBroadcast(value.Shape, shape))];
        if (factors.Length > 0 && Coin())
        {
            GraphValue factor = Pick(factors);
            _used.Add(factor);
            return shape[^2] * factor.Shape[^1] * 4 > MaxWords ? null : [_maker.Product(x, factor)];
        }

        // x times another that is like it, one of them transposed.
        GraphValue[] alike = [.. _values.Where(value => value.Shape.Equals(shape))];
        GraphValue other = Pick(alike);
        _used.Add(other);
        return Coin()
            ? [_maker.Product(x, _maker.Transpose(other, swap))]
            : [_maker.Product(_maker.Transpose(other, swap), x)];
    }

    private static bool IsBroadcast(TensorShape a, TensorShape b) =>
        a.Axes[..^2].Reverse().Zip(b.Axes[..^2].Reverse()).All(pair => pair.First == pair.Second || pair.First == 1 || pair.Second == 1);
}
