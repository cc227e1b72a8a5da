using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CycleSim.Platform;
using CycleSim.Workloads.Onnx.Format;

namespace CycleSim.Workloads.Onnx;

/// <summary>Makes tensors from the messages of a file. Contents are checked against the shape and kept if they are small.</summary>
/// <param name="file">The file, for messages.</param>
internal sealed class TensorDecoder(string file)
{
    private const int InOtherFile = 1;
    private const int BitsOfByte = 8;

    /// <summary>Decodes a tensor.</summary>
    /// <param name="tensor">Its message.</param>
    /// <param name="location">Where it is, for messages.</param>
    public OnnxTensor Decode(TensorProto tensor, string location)
    {
        if (tensor.Segment.Length > 0)
            throw Error(location, "is a segment of a tensor, which is not supported");
        if (ShapeArithmetic.Problem(tensor.Dims) is { } problem)
            throw Error(location, $"its shape {problem}");
        ImmutableArray<long> shape = [.. tensor.Dims];
        OnnxElementType type = TensorFormats.TypeOf(tensor.DataType);
        if (tensor.DataType == TensorFormats.Undefined)
            throw Error(location, "has no element type");
        return new(type, shape, tensor.DataLocation == InOtherFile ? null : Content(tensor, ShapeArithmetic.Elements(shape), location));
    }

    private ImmutableArray<double>? Content(TensorProto tensor, long elements, string location)
    {
        if (elements == 0)
            return [];
        if (tensor.RawData.Length > 0)
            return FromBytes(tensor, elements, location);
        int format = tensor.DataType;
        return format switch
        {
            TensorFormats.Float => FromList(tensor.FloatData, elements, location, entry => entry),
            TensorFormats.Double => FromList(tensor.DoubleData, elements, location, entry => entry),
            TensorFormats.Int64 => FromList(tensor.Int64Data, elements, location, entry => entry),
            TensorFormats.UInt32 or TensorFormats.UInt64 => FromList(tensor.Uint64Data, elements, location, entry => entry),
            _ when TensorFormats.BitsOf(format) is BitsOfByte or 2 * BitsOfByte or 4 * BitsOfByte =>
                FromList(tensor.Int32Data, elements, location, entry => TensorFormats.Decode(format, entry)),
            _ => null,
        };
    }

    private ImmutableArray<double>? FromBytes(TensorProto tensor, long elements, string location)
    {
        int bits = TensorFormats.BitsOf(tensor.DataType);
        if (bits == 0)
            throw Error(location, $"has raw data of element type {tensor.DataType}, which has none");
        long expected = (elements * bits + BitsOfByte - 1) / BitsOfByte;
        if (tensor.RawData.Length != expected)
        {
            throw Error(
                location,
                $"has {tensor.RawData.Length} bytes of data; its shape {OnnxText.Shape(tensor.Dims)} needs {expected}");
        }

        if (elements > OnnxLimits.Numbers || bits < BitsOfByte)
            return null;
        int bytes = bits / BitsOfByte;
        ReadOnlySpan<byte> content = tensor.RawData.Span;
        double[] numbers = new double[elements];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (TensorFormats.Decode(tensor.DataType, content.Slice(i * bytes, bytes)) is not { } number)
                return null;
            numbers[i] = number;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(numbers);
    }

    private ImmutableArray<double>? FromList<T>(IList<T> list, long elements, string location, Func<T, double?> decode)
    {
        // Without any data the file says the shape alone.
        if (list.Count == 0)
            return null;
        if (list.Count != elements)
            throw Error(location, $"has {list.Count} numbers of data; its shape needs {elements}");
        if (elements > OnnxLimits.Numbers)
            return null;
        double?[] numbers = [.. list.Select(decode)];
        return numbers.All(number => number is not null) ? [.. numbers.Select(number => number!.Value)] : null;
    }

    private InputException Error(string location, string problem) => OnnxText.Error(file, $"{location}: {problem}");
}
