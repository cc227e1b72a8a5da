using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Tests.Lowering;

/// <summary>
/// Computes a lowered training step word for word with whole numbers, by following the operand views and streams alone. Every
/// word starts unwritten; reading such a word is an error, and so is writing a tensor that another layer's error is an alias of.
/// </summary>
/// <remarks>
/// Numbers wrap around, which sums and products allow. Batch normalisation is stood in for by y = 2 x + 1, average pooling by a sum.
/// </remarks>
internal sealed class StepInterpreter
{
    private readonly StepProgram _program;
    private readonly long?[][] _words;
    private readonly Func<long[]> _loss;
    private readonly RandomTiles? _tiles;

    /// <param name="program">The step.</param>
    /// <param name="start">Numbers that are there before.</param>
    /// <param name="loss">Gradient of the loss.</param>
    /// <param name="tileSeed">Seed of the tiles that products are cut into; null for whole products.</param>
    internal StepInterpreter(StepProgram program, Func<TensorSpec, long, long> start, Func<long[]> loss, uint? tileSeed = null)
    {
        _tiles = tileSeed is { } seed ? new RandomTiles(seed) : null;
        _program = program;
        _loss = loss;
        _words = [.. program.Tensors.Select(tensor => new long?[tensor.Words])];
        foreach (int id in program.InDramBefore)
            for (long i = 0; i < _words[id].Length; i++)
                _words[id][i] = start(program.Tensors[id], i);
    }

    /// <summary>How often an operation wrote each word of a tensor.</summary>
    internal Dictionary<(string Operation, int Tensor), int[]> Written { get; } = [];

    internal long?[] this[string tensor] => _words[_program.Tensors.Single(other => other.Name == tensor).Id];

    internal void Run()
    {
        foreach (StepOperation operation in _program.Operations)
        {
            if (operation is GemmOperation gemm)
                Run(gemm);
            else
                Run((VectorOperation)operation);
        }
    }

    private void Run(GemmOperation gemm)
    {
        if (_tiles?.Of(gemm) is not { } tiles)
        {
            Run(gemm, isLater: false, isLast: true);
            return;
        }

        foreach (TileIndex index in tiles.All())
            Run(tiles.Tile(gemm, index), !tiles.IsFirst(index), tiles.IsLast(index));
    }

    /// <param name="gemm">A product, or a tile of one.</param>
    /// <param name="isLater">It adds to the partial sums of the part of K before.</param>
    /// <param name="isLast">Its outputs are complete.</param>
    private void Run(GemmOperation gemm, bool isLater, bool isLast)
    {
        IEnumerable<TensorSpec> reads = isLater ? gemm.OutputReads.SkipLast(1) : gemm.OutputReads;
        long[,] rows = Matrix(gemm.Rows);
        long[,] columns = Matrix(gemm.Columns);
        Assert.Equal(rows.GetLength(1), columns.GetLength(1));
        SliceRange slices = gemm.Output.Slices;
        for (int m = 0; m < rows.GetLength(0); m++)
        {
            for (int n = 0; n < columns.GetLength(0); n++)
            {
                long word = (slices.First + m % (long)slices.Count) * gemm.Output.Tensor.WordsPerSlice
                    + gemm.Output.WordBase[m / slices.Count] + n;
                long sum = (gemm.Bias is null ? 0 : Read(gemm.Bias, gemm.VectorOffset + n))
                    + (isLater ? Read(gemm.Output.Tensor, word) : 0);
                for (int k = 0; k < rows.GetLength(1); k++)
                    sum += rows[m, k] * columns[n, k];
                if (isLast && gemm.Pass == Pass.Forward && ((Layer)gemm.Layer).Relu)
                    sum = Math.Max(0, sum);
                Write(gemm, gemm.Output.Tensor, word, Gathered(sum, reads, word), isLast);
            }

            if (gemm.RowSums is not null)
            {
                long sum = isLater ? Read(gemm.RowSums, gemm.VectorOffset + m) : 0;
                for (int k = 0; k < rows.GetLength(1); k++)
                    sum += rows[m, k];
                Write(gemm, gemm.RowSums, gemm.VectorOffset + m, sum);
            }
        }
    }

    /// <summary>Adds partial errors and applies masks, as an output leaves.</summary>
    private long Gathered(long value, IEnumerable<TensorSpec> reads, long word)
    {
        bool kept = true;
        foreach (TensorSpec tensor in reads)
        {
            if (tensor.Role == TensorRole.Error)
                value += Read(tensor, word);
            else
                kept &= Read(tensor, word) > 0;
        }

        return kept ? value : 0;
    }

    private long[,] Matrix(OperandView view)
    {
        bool lanesAreWords = view.LaneAxis == LaneAxis.Words;
        long[,] matrix = new long[view.Lanes, view.Depth];
        for (int location = 0; location < view.Locations.Length; location++)
        {
            for (int slice = 0; slice < view.Slices.Count; slice++)
            {
                foreach (WordRun run in view.Locations[location])
                {
                    for (int i = 0; i < run.Length; i++)
                    {
                        int pair = location * view.Slices.Count + slice;
                        long value = Read(view.Tensor, (view.Slices.First + (long)slice) * view.Tensor.WordsPerSlice + run.Word + i);
                        if (lanesAreWords)
                            matrix[run.At + i, pair] = value;
                        else
                            matrix[pair, run.At + i] = value;
                    }
                }
            }
        }

        return matrix;
    }

    private void Run(VectorOperation operation)
    {
        foreach (VectorStream stream in operation.Inputs)
            foreach (long word in WordsOf(stream))
                Read(stream.Tensor, word);
        ImmutableArray<TensorSpec> inputs = [.. operation.Inputs.Select(stream => stream.Tensor)];
        VectorStream output = operation.Outputs.Single();
        Func<long, long> value = Value(operation, inputs, operation.Name[(operation.Layer.Name.Length + 1)..]);
        long[] words = [.. WordsOf(output)];
        long[] values = [.. words.Select(value)];
        for (int i = 0; i < words.Length; i++)
            Write(operation, output.Tensor, words[i], values[i]);
    }

    private Func<long, long> Value(VectorOperation operation, ImmutableArray<TensorSpec> inputs, string part)
    {
        var layer = (Layer)operation.Layer;
        if (part == "loss")
        {
            long[] error = _loss();
            return word => error[word];
        }

        if (operation.Pass == Pass.Update)
            return word => Read(inputs[0], word);
        if (part == "igrad.untouched")
            return word => Gathered(0, inputs, word);
        if (operation.Pass == Pass.Forward)
        {
            Func<long, long> raw = layer.Kind.Type switch
            {
                "add" => word => Read(inputs[0], word) + Read(inputs[1], word),
                "batch_norm" when part == "fwd.statistics" => _ => 0,
                "batch_norm" => word => 2 * Read(inputs[0], word) + 1,
                _ => Pooled(layer, inputs[0]),
            };
            return layer.Relu ? word => Math.Max(0, raw(word)) : raw;
        }

        switch (layer.Kind.Type)
        {
            case "batch_norm" when operation.Pass == Pass.WeightGradient:
                return _ => 0;
            case "batch_norm":
                Assert.Equal(TensorRole.Error, inputs[0].Role);
                ImmutableArray<TensorSpec> others = [.. inputs[5..], .. MaskOf(layer, inputs[1])];
                return word =>
                    Gathered(layer.Relu && 2 * Read(inputs[1], word) + 1 <= 0 ? 0 : 2 * Read(inputs[0], word), others, word);
            case "add":
                return word => Gathered(Read(inputs[0], word), inputs[1..], word);
            case "max_pool":
                long[] routed = Routed(layer, inputs[0], inputs[1]);
                ImmutableArray<TensorSpec> rest = [.. inputs[2..], .. MaskOf(layer, inputs[1])];
                return word => Gathered(routed[word], rest, word);
            case "avg_pool":
                long[] spread = Routed(layer, inputs[0], null);
                return word => Gathered(spread[word], inputs[1..], word);
            default:
                throw new InvalidOperationException(operation.Name);
        }
    }

    /// <summary>A layer that reads its input anyway has its producer's ReLU mask for nothing.</summary>
    private TensorSpec[] MaskOf(Layer layer, TensorSpec input) =>
        ((Network)_program.Network).Layers[layer.Inputs[0]] is { Relu: true, Kind.Type: not "batch_norm" } ? [input] : [];

    private Func<long, long> Pooled(Layer layer, TensorSpec input) => word =>
    {
        (long slice, long pixel, long channel) = Split(layer.Output, word);
        long[] seen = [.. Reference.Window(layer, (int)pixel)
            .Select(p => Read(input, (slice * layer.Input.Pixels + p) * layer.Input.Channels + channel))];
        return layer.Kind.Type == "max_pool" ? seen.Max() : seen.Sum();
    };

    /// <summary>Errors of a pooling layer's output, sent back to the winner (or to all when there is no input to compare).</summary>
    private long[] Routed(Layer layer, TensorSpec error, TensorSpec? input)
    {
        long[] result = new long[error.Slices * layer.Input.Words];
        for (long word = 0; word < error.Words; word++)
        {
            (long slice, long pixel, long channel) = Split(layer.Output, word);
            long[] from = [.. Reference.Window(layer, (int)pixel)
                .Select(p => (slice * layer.Input.Pixels + p) * layer.Input.Channels + channel)];
            if (input is not null)
                from = [from.MaxBy(i => Read(input, i))];
            foreach (long i in from)
                result[i] += Read(error, word);
        }

        return result;
    }

    private static (long Slice, long Pixel, long Channel) Split(FeatureMap map, long word) =>
        (word / map.Words, word % map.Words / map.Channels, word % map.Channels);

    private static IEnumerable<long> WordsOf(VectorStream stream)
    {
        for (int slice = 0; slice < stream.Tensor.Slices; slice++)
        {
            foreach (WordRun run in stream.Runs ?? [new WordRun(0, 0, stream.Tensor.WordsPerSlice)])
                for (int i = 0; i < run.Length; i++)
                    yield return (long)slice * stream.Tensor.WordsPerSlice + run.Word + i;
        }
    }

    private long Read(TensorSpec tensor, long word) =>
        _words[tensor.Id][word] ?? throw new InvalidOperationException($"{tensor.Name}[{word}] is read before it is written");

    private void Write(StepOperation operation, TensorSpec tensor, long word, long value, bool isComplete = true)
    {
        if (!Written.TryGetValue((operation.Name, tensor.Id), out int[]? counts))
            Written.Add((operation.Name, tensor.Id), counts = new int[tensor.Words]);
        counts[word] += isComplete ? 1 : 0;
        _words[tensor.Id][word] = value;
    }
}
