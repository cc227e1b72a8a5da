using System.Globalization;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>
/// Computes the step of a graph with numbers: products word by word by their views, other operations by their meaning, whose streams must
/// be the very words that they mean.
/// </summary>
internal sealed class GraphInterpreter
{
    private const double Rate = 0.125;

    private readonly Graph _graph;
    private readonly GraphStep _step;
    private readonly StepProgram _program;
    private readonly StoredNumbers _numbers;
    private readonly StoredParameters _parameters;
    private readonly Func<string, long, double> _start;

    internal GraphInterpreter(Graph graph, GraphStep step, Func<string, long, double> start)
    {
        (_graph, _step, _program, _start) = (graph, step, step.Build(), start);
        _numbers = new StoredNumbers(_program);
        _parameters = new StoredParameters(graph, step);
        foreach (TensorSpec tensor in _program.InDramBefore.Select(id => _program.Tensors[id]))
            _numbers.Write(Operand.Whole(tensor), [.. GraphReference.Numbers(tensor.Name, tensor.Words, start)]);
        foreach (GraphValue input in graph.Inputs)
            _numbers.Write(Words(input), [.. GraphReference.Numbers(input.Name, input.Shape.Words, start)]);
        foreach (GraphParameter parameter in _parameters.Known)
            _numbers.Write(_parameters.Of(parameter), [.. GraphReference.Numbers(parameter.Name, parameter.Words, start)]);
    }

    /// <param name="tileSeed">Seed of the tiles that products are cut into; null for whole products.</param>
    internal void Run(uint? tileSeed = null)
    {
        var gemms = new GemmInterpreter(_numbers, tileSeed);
        foreach (StepOperation operation in _program.Operations)
        {
            if (operation is GemmOperation gemm)
                gemms.Run(gemm);
            else
                Run((VectorOperation)operation);
        }
    }

    internal double[] Of(GraphValue value) => _numbers.Read(Words(value));

    /// <summary>The gradient of an activation; null where nobody has computed one.</summary>
    internal double[]? GradientOf(GraphValue value) =>
        _step.LocationOf(value).Space.Error is { } error ? _numbers.Read(Operand.Of(error, _step.LocationOf(value).Gradient)) : null;

    internal double[] GradientOf(GraphParameter parameter)
    {
        Assert.True(_step.HasGradient(parameter), $"{parameter.Name} has no gradient");
        return _numbers.Read(_parameters.GradientOf(parameter));
    }

    /// <summary>A parameter after its update, which subtracts a share of the gradient.</summary>
    internal double[] Updated(GraphParameter parameter) => _numbers.Read(_parameters.Of(parameter));

    internal static double Update(double weight, double gradient) => weight - Rate * gradient;

    private Operand Words(GraphValue value) => Operand.Of(_step.LocationOf(value).Tensor, _step.LocationOf(value).View);

    private Operand Error(GraphValue value, TensorSpec tensor) => Operand.Of(tensor, _step.LocationOf(value).Gradient);

    private void Run(VectorOperation operation)
    {
        _step.Layer = operation.Layer;
        Operator source = _graph.Operators[operation.Layer.Index];
        string part = PartOf(operation);
        switch (part)
        {
            case var _ when part.StartsWith("update.", StringComparison.Ordinal):
                RunUpdate(operation);
                break;
            case var _ when part.StartsWith("wgrad.sum.", StringComparison.Ordinal):
                RunPart(operation);
                break;
            case "igrad.zero" or "wgrad.zero":
                Assert.Empty(operation.Inputs);
                foreach (long word in StoredNumbers.Words(Assert.Single(operation.Outputs)))
                    _numbers.Wipe(operation.Outputs[0].Tensor, word);
                break;
            case "igrad.start":
                Move(operation, Operand.Whole(operation.Inputs[0].Tensor), Operand.Whole(operation.Outputs[0].Tensor), null);
                break;
            case "igrad.untouched":
                RunUntouched(operation);
                break;
            case "fwd.untouched":
                RunUntouchedForward((TransposedConvolutionOperator)source, operation);
                break;
            case "fwd.copy" when source is not (ConcatOperator or ClassTokenOperator):
                Move(operation, Words(CopiedBy(source, operation.Outputs[0].Tensor)), CopyOf(source, operation.Outputs[0].Tensor), null);
                break;
            case "igrad.copy" when source is not ClassTokenOperator:
                RunReturn(source, operation);
                break;
            case "igrad.move":
                Accumulate(
                    operation, Beside((FullyConnectedOperator)source, operation.Inputs[0].Tensor), source.Inputs[0], numbers => numbers);
                break;
            case "igrad.a.sum" or "igrad.b.sum":
                RunSum((MatrixProductOperator)source, part == "igrad.a.sum" ? 0 : 1, operation);
                break;
            default:
                RunOperator(source, part, operation);
                break;
        }
    }

    private static string PartOf(VectorOperation operation)
    {
        string part = operation.Name[(operation.Layer.Name.Length + 1)..];
        int dot = part.LastIndexOf('.');
        bool isNumbered = dot >= 0 && int.TryParse(part[(dot + 1)..], CultureInfo.InvariantCulture, out _);
        return isNumbered && !part.StartsWith("update.", StringComparison.Ordinal) ? part[..dot] : part;
    }

    private void RunUpdate(VectorOperation operation)
    {
        TensorSpec weights = operation.Outputs[0].Tensor;
        TensorSpec gradient = operation.Inputs.First(input => input.Tensor.Name.EndsWith(".gradient", StringComparison.Ordinal)).Tensor;
        AssertStreams(
            operation, [.. operation.Inputs.Select(input => Operand.Whole(input.Tensor))],
            [.. operation.Outputs.Select(output => Operand.Whole(output.Tensor))]);
        _numbers.Write(
            Operand.Whole(weights), [.. _numbers.Read(Operand.Whole(weights)).Zip(_numbers.Read(Operand.Whole(gradient)), Update)]);
    }

    /// <summary>Adds a layer's part of a gradient to that of other layers.</summary>
    private void RunPart(VectorOperation operation)
    {
        Operand sum = Operand.Whole(operation.Outputs[0].Tensor);
        Operand added = Operand.Whole(operation.Inputs[0].Tensor);
        AssertStreams(operation, [added, sum], [sum]);
        _numbers.Write(sum, [.. _numbers.Read(added).Zip(_numbers.Read(sum), (a, b) => a + b)]);
    }

    /// <summary>Words that no product reaches: zero, or what was there.</summary>
    private void RunUntouched(VectorOperation operation)
    {
        TensorSpec target = Assert.Single(operation.Outputs).Tensor;
        foreach (VectorStream input in operation.Inputs)
            Assert.Equal(StoredNumbers.Words(operation.Outputs[0]), StoredNumbers.Words(input));
        foreach (long word in StoredNumbers.Words(operation.Outputs[0]))
        {
            Assert.False(_numbers.IsWritten(target, word), $"{operation.Name} writes word {word} again");
            _numbers.Write(target, word, operation.Inputs.Sum(input => _numbers.Read(input.Tensor, word)));
        }
    }

    private void RunUntouchedForward(TransposedConvolutionOperator conv, VectorOperation operation)
    {
        long[] words = StoredNumbers.Words(Assert.Single(operation.Outputs));
        Operand output = Words(conv.Outputs[0]);
        if (conv.Bias is { } bias)
            Assert.Equal(_parameters.Of(bias).Words, StoredNumbers.Words(Assert.Single(operation.Inputs)));
        else
            Assert.Empty(operation.Inputs);
        var pending = words.ToHashSet();
        foreach ((long word, long[] index) in output.Words.Zip(Index.All(conv.Outputs[0].Shape)))
        {
            if (!pending.Remove(word))
                continue;
            Assert.False(_numbers.IsWritten(output.Tensor, word), $"{operation.Name} writes word {word} again");
            _numbers.Write(output.Tensor, word, conv.Bias is null ? 0 : _numbers.Read(operation.Inputs[0].Tensor, index[1]));
        }

        Assert.Empty(pending);
    }

    private GraphValue CopiedBy(Operator source, TensorSpec copy) => source.Inputs.First(input => _step.CopyOf(input)?.Tensor == copy);

    private Operand CopyOf(Operator source, TensorSpec copy)
    {
        ActivationLocation location = _step.CopyOf(CopiedBy(source, copy))!;
        return Operand.Of(location.Tensor, location.View);
    }

    /// <summary>Hands the gradient of a copy, or of an operator's output, back to what it comes from.</summary>
    private void RunReturn(Operator source, VectorOperation operation)
    {
        TensorSpec error = operation.Inputs[0].Tensor;
        GraphValue input = source.Inputs.First(value => _step.CopyOf(value)?.Space.Error == error);
        Accumulate(operation, Operand.Of(error, _step.CopyOf(input)!.Gradient), input, numbers => numbers);
    }

    /// <summary>The input's features stand at the positions of the output's.</summary>
    private Operand Beside(FullyConnectedOperator fc, TensorSpec tensor)
    {
        long[] outputs = Words(fc.Outputs[0]).Words;
        return new Operand(tensor, [
            .. from position in Enumerable.Range(0, outputs.Length / (int)fc.OutFeatures)
               from i in Enumerable.Range(0, (int)fc.InFeatures)
               select outputs[position * fc.OutFeatures] / fc.OutFeatures * fc.InFeatures + i]);
    }

    private void RunSum(MatrixProductOperator product, int index, VectorOperation operation)
    {
        GraphValue factor = product.Inputs[index];
        var shape = new TensorShape([.. product.Outputs[0].Shape.Axes[..^2], factor.Shape[^2], factor.Shape[^1]]);
        bool swaps = index == 0 ? product.FirstIsTransposed : product.SecondIsTransposed;
        TensorSpec beside = operation.Inputs[0].Tensor;
        Assert.Equal(shape.Words, beside.Words);
        long[] words = [.. Index.All(shape).Select(at => (long)(swaps ? Swapped(at) : Index.Word(shape, at)))];
        Accumulate(operation, new Operand(beside, words), factor, numbers =>
        {
            double[] sums = new double[factor.Shape.Words];
            foreach ((double number, long[] at) in numbers.Zip(Index.All(shape)))
                sums[Index.Broadcast(factor.Shape, at)] += number;
            return sums;
        });

        long Swapped(long[] at) =>
            Index.Word(new TensorShape([.. shape.Axes[..^2], shape[^1], shape[^2]]), [.. at.SkipLast(2), at[^1], at[^2]]);
    }

    /// <summary>Adds what is computed from one operand to the gradient of an input.</summary>
    private void Accumulate(VectorOperation operation, Operand from, GraphValue input, Func<double[], double[]> change)
    {
        TensorSpec target = operation.Outputs[0].Tensor;
        ActivationLocation location = _step.CopyOf(input) is { } copy && copy.Space.Error == target ? copy : _step.LocationOf(input);
        Move(operation, from, Operand.Of(target, location.Gradient), change);
    }

    private void Move(VectorOperation operation, Operand from, Operand to, Func<double[], double[]>? change)
    {
        Operand? before = operation.Inputs.Length > 1 ? to with { Tensor = operation.Inputs[1].Tensor } : null;
        AssertStreams(operation, before is null ? [from] : [from, before], [to]);
        double[] numbers = _numbers.Read(from);
        WriteSum(to, before, change is null ? numbers : change(numbers));
    }

    private void WriteSum(Operand to, Operand? before, double[] numbers)
    {
        double[] sums = before is null ? numbers : [.. numbers.Zip(_numbers.Read(before), (a, b) => a + b)];
        _numbers.Write(to, sums);
    }

    private void RunOperator(Operator source, string part, VectorOperation operation)
    {
        var meaning = VectorMeaning.Of(source, part);
        List<Operand> inputs = [];
        List<Operand> outputs = [];
        var known = new LocalValues(source);
        int index = 0;
        foreach (VectorTerm term in meaning.Reads)
            Read(term);
        Operand? before = null;
        if (operation.Inputs.Length > index && meaning.Target is { } target)
        {
            before = Error(source.Inputs[target], operation.Inputs[index].Tensor);
            inputs.Add(before);
        }

        if (source is EmbeddingOperator embedding)
        {
            RunEmbedding(embedding, part, operation);
            return;
        }

        double[][] results = known.Run(meaning, _start, meaning.Saved(operation));
        for (int i = 0; i < results.Length; i++)
        {
            Operand to = meaning.Write(i) switch
            {
                { Kind: VectorTermKind.Value } term => Words(source.Outputs[term.Index]),
                { Kind: VectorTermKind.Error } term => Error(source.Inputs[term.Index], operation.Outputs[i].Tensor),
                { Kind: VectorTermKind.Parameter } term =>
                    _parameters.GradientOf(source.Parameters[term.Index], UsedOf(source)) with { Tensor = operation.Outputs[i].Tensor },
                _ => Operand.Whole(operation.Outputs[i].Tensor),
            };
            outputs.Add(to);
            if (i == 0)
                WriteSum(to, before, results[i]);
            else
                WriteSum(to, null, results[i]);
        }

        AssertStreams(operation, inputs, outputs);

        void Read(VectorTerm term)
        {
            TensorSpec tensor = operation.Inputs[index++].Tensor;
            Operand operand = term.Kind switch
            {
                VectorTermKind.Value => Words(source.Inputs[term.Index]),
                VectorTermKind.Output => Words(source.Outputs[0]),
                VectorTermKind.Error => term.Slice is { } slice
                    ? Operand.Of(tensor, _step.LocationOf(source.Outputs[0]).Gradient.Slice(slice.Axis, slice.Start, 1, slice.Size)!)
                    : Error(source.Outputs[0], tensor),
                VectorTermKind.Parameter => _parameters.Of(source.Parameters[term.Index], UsedOf(source)),
                VectorTermKind.ParameterGradient => _parameters.GradientOf(source.Parameters[term.Index]) with { Tensor = tensor },
                _ => Operand.Whole(tensor),
            };
            Assert.Equal(operand.Tensor, tensor);
            inputs.Add(operand);
            known.Set(term, _numbers.Read(operand));
        }
    }

    private static long? UsedOf(Operator source) => source is PositionEmbeddingOperator embedding ? embedding.UsedWords : null;

    /// <summary>Token i takes row i, and the first one again behind the last.</summary>
    private void RunEmbedding(EmbeddingOperator embedding, string part, VectorOperation operation)
    {
        GraphParameter table = embedding.Table;
        Operand rows = part == "fwd" ? _parameters.Of(table) : _parameters.GradientOf(table);
        long tokens = embedding.Inputs[0].Shape.Words;
        long features = table.Shape[1];
        Operand ids = Words(embedding.Inputs[0]);
        var expected = new List<long>();
        for (long token = 0; token < tokens; token++)
            expected.AddRange(rows.Words[(int)(token % table.Shape[0] * features)..(int)((token % table.Shape[0] + 1) * features)]);
        _numbers.Read(ids);
        int first = part == "fwd" ? 1 : 2;
        if (part == "fwd")
        {
            Assert.Equal(ids.Words.Order(), StoredNumbers.Words(operation.Inputs[0]));
            Operand output = Words(embedding.Outputs[0]);
            Assert.Equal(output.Words.Order(), StoredNumbers.Words(Assert.Single(operation.Outputs)));
            _numbers.Write(output, [.. expected.Select(word => _numbers.Read(rows.Tensor, word))]);
        }
        else
        {
            Operand error = Error(embedding.Outputs[0], operation.Inputs[0].Tensor);
            Assert.Equal(error.Words.Order(), StoredNumbers.Words(operation.Inputs[0]));
            Assert.Equal(ids.Words.Order(), StoredNumbers.Words(operation.Inputs[1]));
            Assert.Equal(expected.Order(), operation.Outputs.SelectMany(StoredNumbers.Words).Order());
            Assert.All(operation.Outputs, stream => Assert.Equal(rows.Tensor, stream.Tensor));
            foreach ((long word, double number) in expected.Zip(_numbers.Read(error)))
                _numbers.Write(rows.Tensor, word, _numbers.Read(rows.Tensor, word) + number);
        }

        Assert.All(operation.Inputs.Skip(first), stream => Assert.Equal(rows.Tensor, stream.Tensor));
        Assert.Equal(expected.Order(), operation.Inputs.Skip(first).SelectMany(StoredNumbers.Words).Order());
    }

    /// <summary>The streams are the words of the operands, no word more and none less.</summary>
    private static void AssertStreams(VectorOperation operation, List<Operand> inputs, List<Operand> outputs)
    {
        AssertStreams(operation, operation.Inputs, inputs);
        AssertStreams(operation, operation.Outputs, outputs);
    }

    private static void AssertStreams(VectorOperation operation, IReadOnlyList<VectorStream> streams, List<Operand> operands)
    {
        Assert.Equal(operands.Select(operand => operand.Tensor.Name), streams.Select(stream => stream.Tensor.Name));
        foreach ((VectorStream stream, Operand operand) in streams.Zip(operands))
        {
            long[] meant = [.. operand.Words.Distinct().Order()];
            long[] words = StoredNumbers.Words(stream);
            Assert.True(
                meant.SequenceEqual(words),
                $"{operation.Name}: {words.Length} words of {stream.Tensor.Name}, meant are {meant.Length}");
        }
    }
}
