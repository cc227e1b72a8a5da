using System.Collections.Immutable;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>What each operator computes, by loops over the indices of its tensors.</summary>
/// <param name="tape">Where numbers are kept.</param>
/// <param name="parameterOf">The numbers of a stored tensor: of weights of a fully connected layer those of an output together.</param>
internal sealed class OperatorValues(Tape tape, Func<GraphParameter, int[]> parameterOf)
{
    private const double Hidden = -1e30;
    private const double Factor = 0.5;

    internal int[][] Run(Operator source, int[][] inputs)
    {
        int[] x = inputs[0];
        TensorShape from = source.Inputs[0].Shape;
        TensorShape to = source.Outputs.IsEmpty ? from : source.Outputs[0].Shape;
        return source switch
        {
            ConvolutionOperator conv => [Convolution(conv, x)],
            TransposedConvolutionOperator conv => [Transposed(conv, x)],
            FullyConnectedOperator fc => [FullyConnected(fc, x)],
            MatrixProductOperator product => [Product(product, x, inputs[1])],
            ActivationOperator function => [[.. x.Select(word => tape.Node(
                Functions.Value(function.Function, tape[word]), (word, Functions.Slope(function.Function, tape[word]))))]],
            ScaleOperator => [[.. x.Select(word => tape.Node(tape[word] * Factor, (word, Factor)))]],
            MaskOperator => [Each(to, (index, word) => index[^1] <= index[^2] ? x[word] : tape.Leaf(Hidden))],
            AddOperator add => [Each(to, (index, _) => tape.Sum(Pair(add, inputs, index)))],
            MultiplyOperator multiply => [Each(to, (index, _) =>
                tape.Multiply(Pair(multiply, inputs, index)[0], Pair(multiply, inputs, index)[1]))],
            BatchNormOperator norm => [Normalised(
                from, x, index => index[1], true, norm.Parameters[0], norm.Parameters[1], index => (int)index[1])],
            LayerNormOperator norm => [Normalised(
                from, x, index => GroupOf(from, norm.Length, index), true, norm.Parameters.FirstOrDefault(),
                norm.Parameters.Length > 1 ? norm.Parameters[1] : null, index => WithinGroup(from, norm.Length, index))],
            RmsNormOperator norm => [Normalised(
                from, x, index => GroupOf(from, norm.Length, index), false, norm.Scale, null,
                index => WithinGroup(from, norm.Length, index))],
            SoftmaxOperator softmax => [Softmax(from, x, softmax.Length)],
            ClassTokenOperator token => [ClassToken(token, x)],
            ConcatOperator concat => [Concat(concat, inputs)],
            PoolOperator pool => [Pool(pool, x)],
            GlobalPoolOperator pool => [Reduced(from, x, to, index => [index[0], index[1], 0, 0], pool.IsMax)],
            MeanOperator => [Mean(from, x, to)],
            ResizeOperator => [Each(to, (index, _) =>
                x[Index.Word(from, [.. index.Select((at, axis) => at * from[axis] / to[axis])])])],
            LayerScaleOperator scale => [Each(to, (index, word) =>
                tape.Multiply(x[word], parameterOf(scale.Scale)[Index.Broadcast(scale.Scale.Shape, index)]))],
            PositionEmbeddingOperator embedding => [Each(to, (index, word) =>
                tape.Sum([x[word], parameterOf(embedding.Table)[Position(embedding, index, word)]]))],
            EmbeddingOperator embedding => [Each(to, (index, word) => parameterOf(embedding.Table)[
                word / (int)to[^1] % (int)embedding.Table.Shape[0] * (int)to[^1] + (int)index[^1]])],
            RepeatOperator repeat => [Repeat(repeat, x)],
            ReshapeOperator => [x],
            TransposeOperator transpose => [Each(to, (index, _) =>
            {
                long[] source = new long[index.Length];
                for (int axis = 0; axis < index.Length; axis++)
                    source[transpose.Permutation[axis]] = index[axis];
                return x[Index.Word(from, source)];
            })],
            SplitOperator split => Split(split, x),
            SliceOperator slice => [Slice(slice, x)],
            RopeOperator => [Rope(from, x)],
            LossOperator => [],
            _ => throw new NotSupportedException(source.Type),
        };
    }

    private static int Position(PositionEmbeddingOperator embedding, long[] index, int word) =>
        embedding.UsedWords == embedding.Table.Words
            && embedding.Table.Shape.Axes.Reverse().Zip(index.Reverse()).All(pair => pair.First == 1 || pair.Second < pair.First)
            && embedding.Table.Shape.Rank <= index.Length && IsBroadcast(embedding.Table.Shape, embedding.Outputs[0].Shape)
            ? Index.Broadcast(embedding.Table.Shape, index)
            : word % (int)embedding.UsedWords;

    private static bool IsBroadcast(TensorShape small, TensorShape large) =>
        small.Axes.Reverse().Zip(large.Axes.Reverse()).All(pair => pair.First == 1 || pair.First == pair.Second);

    private static int[] Each(TensorShape shape, Func<long[], int, int> word) => [.. Index.All(shape).Select(word)];

    private static int[] Pair(Operator source, int[][] inputs, long[] index) =>
        [.. inputs.Select((input, i) => input[Index.Broadcast(source.Inputs[i].Shape, index)])];

    private int[] Convolution(ConvolutionOperator conv, int[] x)
    {
        (TensorShape from, TensorShape to) = (conv.Inputs[0].Shape, conv.Outputs[0].Shape);
        int[] weights = parameterOf(conv.Weight);
        int[]? bias = conv.Bias is null ? null : parameterOf(conv.Bias);
        long channels = from[1] / conv.Groups;
        long outputs = to[1] / conv.Groups;
        return Each(to, (at, _) =>
        {
            var pairs = new List<(int, int)>();
            for (long c = 0; c < channels; c++)
            {
                for (int i = 0; i < conv.Rows.Kernel; i++)
                {
                    for (int j = 0; j < conv.Columns.Kernel; j++)
                    {
                        long row = at[2] * conv.Rows.Stride - conv.Rows.PadBegin + (long)i * conv.Rows.Dilation;
                        long column = at[3] * conv.Columns.Stride - conv.Columns.PadBegin + (long)j * conv.Columns.Dilation;
                        if (row >= 0 && row < from[2] && column >= 0 && column < from[3])
                        {
                            pairs.Add((
                                x[Index.Word(from, at[0], at[1] / outputs * channels + c, row, column)],
                                weights[Index.Word(new(to[1], channels, conv.Rows.Kernel, conv.Columns.Kernel), at[1], c, i, j)]));
                        }
                    }
                }
            }

            return tape.Dot(pairs, bias?[at[1]]);
        });
    }

    private int[] Transposed(TransposedConvolutionOperator conv, int[] x)
    {
        (TensorShape from, TensorShape to) = (conv.Inputs[0].Shape, conv.Outputs[0].Shape);
        int[] weights = parameterOf(conv.Weight);
        int[]? bias = conv.Bias is null ? null : parameterOf(conv.Bias);
        long channels = from[1] / conv.Groups;
        long outputs = to[1] / conv.Groups;
        var shape = new TensorShape(from[1], outputs, conv.Rows.Kernel, conv.Columns.Kernel);
        List<(int, int)>[] pairs = [.. Enumerable.Range(0, (int)to.Words).Select(_ => new List<(int, int)>())];
        foreach (long[] at in Index.All(from))
        {
            for (long o = 0; o < outputs; o++)
            {
                for (int i = 0; i < conv.Rows.Kernel; i++)
                {
                    for (int j = 0; j < conv.Columns.Kernel; j++)
                    {
                        long row = at[2] * conv.Rows.Stride - conv.Rows.PadBegin + (long)i * conv.Rows.Dilation;
                        long column = at[3] * conv.Columns.Stride - conv.Columns.PadBegin + (long)j * conv.Columns.Dilation;
                        if (row >= 0 && row < to[2] && column >= 0 && column < to[3])
                        {
                            pairs[Index.Word(to, at[0], at[1] / channels * outputs + o, row, column)].Add((
                                x[Index.Word(from, at)], weights[Index.Word(shape, at[1], o, i, j)]));
                        }
                    }
                }
            }
        }

        return Each(to, (at, word) => tape.Dot(pairs[word], bias?[at[1]]));
    }

    private int[] FullyConnected(FullyConnectedOperator fc, int[] x)
    {
        int[] weights = parameterOf(fc.Weight);
        int[]? bias = fc.Bias is null ? null : parameterOf(fc.Bias);
        int features = (int)fc.InFeatures;
        return Each(fc.Outputs[0].Shape, (at, word) => tape.Dot(
            [.. Enumerable.Range(0, features).Select(i => (
                x[word / (int)fc.OutFeatures * features + i], weights[(int)at[^1] * features + i]))],
            bias?[at[^1]]));
    }

    private int[] Product(MatrixProductOperator product, int[] a, int[] b)
    {
        (TensorShape first, TensorShape second) = (product.Inputs[0].Shape, product.Inputs[1].Shape);
        return Each(product.Outputs[0].Shape, (at, _) => tape.Dot(
            [.. Enumerable.Range(0, (int)first[^1]).Select(k => (
                a[Index.Broadcast(first, [.. at[..^1], k])], b[Index.Broadcast(second, [.. at[..^2], k, at[^1]])]))],
            null));
    }

    /// <summary>Words that are normalised together: those of the last axes, or the channels of a pixel.</summary>
    private static long GroupOf(TensorShape shape, long length, long[] index) => IsLast(shape, length)
        ? Index.Word(shape, index) / length
        : Index.Word(shape, [index[0], 0, .. index[2..]]);

    private static int WithinGroup(TensorShape shape, long length, long[] index) =>
        IsLast(shape, length) ? (int)(Index.Word(shape, index) % length) : (int)index[1];

    private static bool IsLast(TensorShape shape, long length)
    {
        long words = 1;
        for (int axis = shape.Rank - 1; axis >= 0 && words < length; axis--)
            words *= shape[axis];
        return words == length;
    }

    private int[] Normalised(
        TensorShape shape, int[] x, Func<long[], long> groupOf, bool isCentred, GraphParameter? scale, GraphParameter? shift,
        Func<long[], int> parameterIndex)
    {
        int[] result = new int[x.Length];
        foreach (IGrouping<long, long[]> group in Index.All(shape).GroupBy(groupOf))
        {
            int[] words = [.. group.Select(index => Index.Word(shape, index))];
            double share = 1.0 / words.Length;
            int[] centred = [.. words.Select(word => x[word])];
            if (isCentred)
            {
                int mean = tape.Sum(centred.Select(word => (word, share)));
                centred = [.. centred.Select(word => tape.Sum([(word, 1.0), (mean, -1.0)]))];
            }

            int square = tape.Sum(centred.Select(word => (tape.Multiply(word, word), share)));
            double root = 1 / Math.Sqrt(tape[square] + 0.01);
            int inverse = tape.Node(root, (square, -0.5 * root * root * root));
            foreach ((long[] index, int word, int value) in group.Zip(words, centred))
            {
                int output = tape.Multiply(value, inverse);
                if (scale is not null)
                    output = tape.Multiply(output, parameterOf(scale)[parameterIndex(index)]);
                if (shift is not null)
                    output = tape.Sum([output, parameterOf(shift)[parameterIndex(index)]]);
                result[word] = output;
            }
        }

        return result;
    }

    private int[] Softmax(TensorShape shape, int[] x, long length)
    {
        int[] result = new int[x.Length];
        foreach (IGrouping<long, long[]> group in Index.All(shape).GroupBy(index => GroupOf(shape, length, index)))
        {
            int[] words = [.. group.Select(index => Index.Word(shape, index))];
            double most = words.Max(word => tape[x[word]]);
            int[] powers = [.. words.Select(word => tape.Node(
                Math.Exp(tape[x[word]] - most), (x[word], Math.Exp(tape[x[word]] - most))))];
            int sum = tape.Sum(powers);
            int inverse = tape.Node(1 / tape[sum], (sum, -1 / (tape[sum] * tape[sum])));
            foreach ((int word, int power) in words.Zip(powers))
                result[word] = tape.Multiply(power, inverse);
        }

        return result;
    }

    private int[] ClassToken(ClassTokenOperator token, int[] x)
    {
        TensorShape from = token.Inputs[0].Shape;
        int[] added = parameterOf(token.Token);
        TensorShape to = token.Outputs[0].Shape;
        long tokens = to[1] - from[1];
        long first = token.IsFirst ? 0 : from[1];
        return Each(to, (at, _) => at[1] >= first && at[1] < first + tokens
            ? added[((at[1] - first) * to[2] + at[2]) % added.Length]
            : x[Index.Word(from, at[0], token.IsFirst ? at[1] - tokens : at[1], at[2])]);
    }

    private static int[] Concat(ConcatOperator concat, int[][] inputs) => Each(concat.Outputs[0].Shape, (at, _) =>
    {
        int part = 0;
        long[] index = [.. at];
        while (index[concat.Axis] >= concat.Inputs[part].Shape[concat.Axis])
            index[concat.Axis] -= concat.Inputs[part++].Shape[concat.Axis];
        return inputs[part][Index.Word(concat.Inputs[part].Shape, index)];
    });

    private static int[][] Split(SplitOperator split, int[] x)
    {
        var results = new List<int[]>();
        long start = 0;
        foreach (GraphValue output in split.Outputs)
        {
            long first = start;
            results.Add(Each(output.Shape, (at, _) =>
            {
                long[] index = [.. at];
                index[split.Axis] += first;
                return x[Index.Word(split.Inputs[0].Shape, index)];
            }));
            start += output.Shape[split.Axis];
        }

        return [.. results];
    }

    private static int[] Slice(SliceOperator slice, int[] x)
    {
        int missing = slice.LeftOut ?? -1;
        return Each(slice.Outputs[0].Shape, (at, _) =>
        {
            List<long> index = [.. at];
            if (missing >= 0)
                index.Insert(missing, 0);
            return x[Index.Word(
                slice.Inputs[0].Shape, [.. index.Select((i, axis) => slice.Starts[axis] + i * slice.Steps[axis])])];
        });
    }

    private int[] Pool(PoolOperator pool, int[] x)
    {
        TensorShape from = pool.Inputs[0].Shape;
        return Each(pool.Outputs[0].Shape, (at, _) =>
        {
            var words = new List<int>();
            for (int i = 0; i < pool.Rows.Kernel; i++)
            {
                for (int j = 0; j < pool.Columns.Kernel; j++)
                {
                    long row = at[2] * pool.Rows.Stride - pool.Rows.PadBegin + (long)i * pool.Rows.Dilation;
                    long column = at[3] * pool.Columns.Stride - pool.Columns.PadBegin + (long)j * pool.Columns.Dilation;
                    if (row >= 0 && row < from[2] && column >= 0 && column < from[3])
                        words.Add(x[Index.Word(from, at[0], at[1], row, column)]);
                }
            }

            return pool.IsMax ? Largest(words) : tape.Sum(words.Select(word => (word, 0.25)));
        });
    }

    private int Largest(List<int> words) => words.MaxBy(word => tape[word]);

    private int[] Reduced(TensorShape from, int[] x, TensorShape to, Func<long[], long[]> target, bool isMax)
    {
        List<int>[] words = [.. Enumerable.Range(0, (int)to.Words).Select(_ => new List<int>())];
        foreach (long[] index in Index.All(from))
            words[Index.Word(to, target(index))].Add(x[Index.Word(from, index)]);
        return [.. words.Select(group => isMax ? Largest(group) : tape.Sum(group.Select(word => (word, 1.0 / group.Count))))];
    }

    /// <summary>Which axes are averaged is told by the shapes; where several could be, the first ones are taken.</summary>
    private int[] Mean(TensorShape from, int[] x, TensorShape to)
    {
        if (to.Rank == from.Rank)
            return Reduced(from, x, to, index => [.. index.Select((at, axis) => to[axis] == 1 ? 0 : at)], false);
        bool[] kept = new bool[from.Rank];
        for (int axis = from.Rank - 1, next = to.Rank - 1; axis >= 0; axis--)
            if (next >= 0 && from[axis] == to[next])
                (kept[axis], next) = (true, next - 1);
        return Reduced(from, x, to, index => [.. index.Where((_, axis) => kept[axis])], false);
    }

    private static int[] Repeat(RepeatOperator repeat, int[] x)
    {
        ImmutableArray<long> source = repeat.Source.Axes;
        return Each(repeat.Expanded, (at, _) => x[Index.Word(repeat.Source, [.. at.Select((i, axis) => source[axis] == 1 ? 0 : i)])]);
    }

    private int[] Rope(TensorShape shape, int[] x)
    {
        long half = shape[^1] / 2;
        return Each(shape, (at, word) =>
        {
            bool isFirst = at[^1] < half;
            double angle = (at[^2] + 1) * (0.3 + at[^1] % half);
            int other = x[isFirst ? word + (int)half : word - (int)half];
            return tape.Sum([(x[word], Math.Cos(angle)), (other, isFirst ? -Math.Sin(angle) : Math.Sin(angle))]);
        });
    }
}
