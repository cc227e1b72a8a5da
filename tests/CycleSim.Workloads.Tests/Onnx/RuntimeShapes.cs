using System.Collections.Immutable;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Onnx.Format;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CycleSim.Workloads.Tests.Onnx;

/// <summary>What ONNX Runtime computes for every value of a model: shapes, and numbers of small results.</summary>
internal static class RuntimeShapes
{
    /// <summary>Runs a model with zeros as its data.</summary>
    /// <param name="content">The file; its inputs are data.</param>
    /// <param name="batch">First dimension of its inputs.</param>
    /// <returns>Shape and numbers by the name of the value; numbers are null for large results and other types.</returns>
    public static IReadOnlyDictionary<string, (ImmutableArray<long> Shape, double[]? Numbers)> Of(byte[] content, int batch)
    {
        using SessionOptions options = new()
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            IntraOpNumThreads = 1,
        };
        using InferenceSession session = new(Runnable(content), options);
        NamedOnnxValue[] inputs = [.. session.InputMetadata.Select(input => Zeros(input.Key, input.Value, batch))];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(inputs);
        return results.ToDictionary(result => result.Name, Describe);
    }

    /// <summary>Why the runtime does not take a model; null if it does.</summary>
    public static string? WhyRefused(byte[] content, int batch)
    {
        try
        {
            Of(content, batch);
            return null;
        }
        catch (OnnxRuntimeException problem)
        {
            return problem.Message;
        }
    }

    // Every value becomes an output, weights without content become zeros, and the batch becomes open.
    private static byte[] Runnable(byte[] content)
    {
        ModelProto proto = ModelProto.Parser.ParseFrom(content);
        GraphProto graph = proto.Graph;
        graph.Output.Clear();
        graph.Output.AddRange(graph.Node.SelectMany(node => NodeProto.Parser.ParseFrom(node).Output).Where(name => name.Length > 0)
            .Select(name => new ValueInfoProto { Name = name }.ToByteString()));
        for (int i = 0; i < graph.Initializer.Count; i++)
            graph.Initializer[i] = Filled(TensorProto.Parser.ParseFrom(graph.Initializer[i])).ToByteString();
        for (int i = 0; i < graph.Input.Count; i++)
        {
            ValueInfoProto input = ValueInfoProto.Parser.ParseFrom(graph.Input[i]);
            input.Type.TensorType.Shape.Dim[0] = new() { DimParam = "open" };
            graph.Input[i] = input.ToByteString();
        }

        return proto.ToByteArray();
    }

    private static TensorProto Filled(TensorProto tensor)
    {
        if (tensor.DataLocation == 0)
            return tensor;
        tensor.DataLocation = 0;
        int bytes = (int)(ShapeArithmetic.Elements(tensor.Dims) * TensorFormats.BitsOf(tensor.DataType) / 8);
        tensor.RawData = ByteString.CopyFrom(new byte[bytes]);
        return tensor;
    }

    private static NamedOnnxValue Zeros(string name, NodeMetadata input, int batch)
    {
        int[] shape = [batch, .. input.Dimensions[1..]];
        return input.ElementType == typeof(long)
            ? NamedOnnxValue.CreateFromTensor(name, new DenseTensor<long>(shape))
            : NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(shape));
    }

    private static (ImmutableArray<long> Shape, double[]? Numbers) Describe(DisposableNamedOnnxValue result) => result.Value switch
    {
        Tensor<float> tensor => (Sizes(tensor.Dimensions), Small(tensor, number => number)),
        Tensor<double> tensor => (Sizes(tensor.Dimensions), Small(tensor, number => number)),
        Tensor<long> tensor => (Sizes(tensor.Dimensions), Small(tensor, number => number)),
        Tensor<int> tensor => (Sizes(tensor.Dimensions), Small(tensor, number => number)),
        Tensor<bool> tensor => (Sizes(tensor.Dimensions), Small(tensor, number => number ? 1 : 0)),
        object other => throw new NotSupportedException($"{result.Name}: {other.GetType()}"),
    };

    private static ImmutableArray<long> Sizes(ReadOnlySpan<int> dimensions)
    {
        List<long> sizes = [];
        foreach (int size in dimensions)
            sizes.Add(size);
        return [.. sizes];
    }

    private static double[]? Small<T>(Tensor<T> tensor, Func<T, double> number) =>
        tensor.Length <= OnnxLimits.Numbers ? [.. tensor.Select(number)] : null;
}
