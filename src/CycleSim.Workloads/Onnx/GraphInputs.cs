using System.Collections.Immutable;
using CycleSim.Platform;

namespace CycleSim.Workloads.Onnx;

/// <summary>The inputs of a graph at a batch size.</summary>
internal sealed class GraphInputs
{
    private readonly OnnxModel _model;
    private readonly HashSet<string> _data;
    private readonly int _batch;

    /// <summary>The name of the batch; a later dimension of this name is the batch too, e.g. of a mask.</summary>
    private readonly string? _batchName;

    /// <param name="model">The model.</param>
    /// <param name="dataInputs">Names of its data inputs.</param>
    /// <param name="batch">The batch size.</param>
    public GraphInputs(OnnxModel model, ImmutableArray<string> dataInputs, int batch)
    {
        (_model, _batch) = (model, batch);
        _data = new(dataInputs, StringComparer.Ordinal);
        foreach (OnnxInput input in model.Inputs.Where(input => _data.Contains(input.Name)))
        {
            string? name = input.Shape is [{ Name: { } first }, ..] ? first : null;
            if (name is not null && _batchName is not null && name != _batchName)
            {
                throw Error(
                    input,
                    $"its first dimension is {OnnxText.Quote(name)}, that of another input {OnnxText.Quote(_batchName)}; allowed: one "
                        + "name, the batch");
            }

            _batchName ??= name;
        }
    }

    /// <summary>The value of an input: data with the batch as its first dimension, or a weight.</summary>
    public OnnxValue ValueOf(OnnxInput input)
    {
        bool isData = _data.Contains(input.Name);
        ImmutableArray<long> shape = [.. input.Shape.Select((_, axis) => isData && axis == 0 ? _batch : SizeOf(input, axis))];
        if (ShapeArithmetic.Problem(shape) is { } problem)
            throw Error(input, $"its shape {problem}");
        if (ShapeArithmetic.Elements(shape) == 0)
            throw Error(input, $"has no elements: {OnnxText.Shape(shape)}");
        return new(input.Name, input.Type, shape, !isData, null);
    }

    private long SizeOf(OnnxInput input, int axis)
    {
        OnnxDimension dimension = input.Shape[axis];
        if (dimension.Size is { } size)
            return size;
        if (dimension.Name is { } name && name == _batchName)
            return _batch;
        throw Error(
            input,
            $"dimension {axis} ({dimension}) has no fixed size; export the model with a fixed size for it: only the batch, the first "
                + "dimension of data, may be open");
    }

    private InputException Error(OnnxInput input, string problem) =>
        OnnxText.Error(_model.File, $"input {OnnxText.Quote(input.Name)}: {problem}");
}
