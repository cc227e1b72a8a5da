using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Onnx.Format;
using CycleSim.Workloads.Shapes;
using Google.Protobuf;

namespace CycleSim.Workloads.Export;

/// <summary>An ONNX graph while nodes are added to it. Weights have shapes and no content: they stand as data of another file.</summary>
/// <param name="reserved">Names of the graph's own values.</param>
internal sealed class OnnxGraphWriter(IReadOnlySet<string> reserved)
{
    /// <summary>What the first axis of data is called.</summary>
    private const string Batch = "batch";

    private readonly GraphProto _graph = new();
    private readonly HashSet<GraphParameter> _parameters = [];
    private readonly UniqueNames _nodeNames = new('_');

    /// <summary>Name of the layer whose nodes are added; nodes are named after it.</summary>
    public string Layer { get; set; } = "";

    /// <summary>The graph so far.</summary>
    public GraphProto Graph => _graph;

    /// <summary>Adds data from outside.</summary>
    public void AddInput(GraphValue input, bool isTokens) =>
        _graph.Input.Add(ValueOf(input, isTokens ? TensorFormats.Int64 : TensorFormats.Float).ToByteString());

    /// <summary>Says that the graph gives a value.</summary>
    public void AddOutput(GraphValue output) => _graph.Output.Add(ValueOf(output, TensorFormats.Float).ToByteString());

    /// <summary>The name of a trained tensor, which is declared at its first use.</summary>
    public string Weight(GraphParameter parameter)
    {
        if (_parameters.Add(parameter))
        {
            var tensor = new TensorProto { Name = parameter.Name, DataType = TensorFormats.Float, DataLocation = 1 };
            tensor.Dims.AddRange(parameter.Shape.Axes);
            tensor.ExternalData.Add(new StringPairProto { Key = "location", Value = "weights.bin" }.ToByteString());
            _graph.Initializer.Add(tensor.ToByteString());
        }

        return parameter.Name;
    }

    /// <summary>A list of whole numbers, as a constant.</summary>
    public string Integers(params IEnumerable<long> numbers)
    {
        var tensor = new TensorProto { DataType = TensorFormats.Int64 };
        tensor.Int64Data.AddRange(numbers);
        tensor.Dims.Add(tensor.Int64Data.Count);
        return Constant(tensor);
    }

    /// <summary>One whole number, as a constant without axes.</summary>
    public string Integer(long number)
    {
        var tensor = new TensorProto { DataType = TensorFormats.Int64 };
        tensor.Int64Data.Add(number);
        return Constant(tensor);
    }

    /// <summary>One number, as a constant.</summary>
    public string Number(float number) => Numbers([number]);

    /// <summary>Numbers, as a constant of some shape; without axes for one number.</summary>
    public string Numbers(float[] numbers, params long[] shape)
    {
        var tensor = new TensorProto { DataType = TensorFormats.Float };
        tensor.FloatData.AddRange(numbers);
        tensor.Dims.AddRange(shape);
        return Constant(tensor);
    }

    /// <summary>The sizes of a shape for a Reshape; the batch stands as it comes.</summary>
    public string Shape(TensorShape shape) => Integers([0, .. shape.Axes.Skip(1)]);

    /// <summary>Adds a node that gives a value between the layer's own.</summary>
    /// <returns>Name of the value.</returns>
    public string Add(string operation, string[] inputs, params (string Name, object Value)[] attributes)
    {
        string node = NodeName(operation);
        string output = $"{node}_output_0";
        while (reserved.Contains(output))
            output += "_inner";
        Write(node, operation, inputs, [output], attributes);
        return output;
    }

    /// <summary>Adds a node that gives values of the graph.</summary>
    public void AddFinal(
        string operation, string[] inputs, ImmutableArray<GraphValue> outputs, params (string Name, object Value)[] attributes) =>
        Write(NodeName(operation), operation, inputs, outputs.Select(output => output.Name), attributes);

    private string Constant(TensorProto tensor) => Add("Constant", [], ("value", tensor));

    private string NodeName(string operation) => _nodeNames.Take($"/{Layer}/{operation}");

    private void Write(
        string name, string operation, string[] inputs, IEnumerable<string> outputs, (string Name, object Value)[] attributes)
    {
        var node = new NodeProto { Name = name, OpType = operation };
        node.Input.AddRange(inputs);
        node.Output.AddRange(outputs);
        node.Attribute.AddRange(attributes.Select(attribute => AttributeOf(attribute.Name, attribute.Value).ToByteString()));
        _graph.Node.Add(node.ToByteString());
    }

    private static AttributeProto AttributeOf(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case long number:
                (attribute.I, attribute.Type) = (number, (int)OnnxAttributeKind.Int);
                break;
            case float number:
                (attribute.F, attribute.Type) = (number, (int)OnnxAttributeKind.Float);
                break;
            case string text:
                (attribute.S, attribute.Type) = (ByteString.CopyFromUtf8(text), (int)OnnxAttributeKind.String);
                break;
            case TensorProto tensor:
                (attribute.T, attribute.Type) = (tensor, (int)OnnxAttributeKind.Tensor);
                break;
            case long[] numbers:
                attribute.Ints.AddRange(numbers);
                attribute.Type = (int)OnnxAttributeKind.Ints;
                break;
            default:
                throw new ArgumentException($"an attribute of the type {value.GetType()} cannot be written", nameof(value));
        }

        return attribute;
    }

    private static ValueInfoProto ValueOf(GraphValue value, int format)
    {
        var info = new ValueInfoProto { Name = value.Name, Type = new() { TensorType = new() { ElemType = format, Shape = new() } } };
        info.Type.TensorType.Shape.Dim.Add(new DimensionProto { DimParam = Batch });
        info.Type.TensorType.Shape.Dim.AddRange(value.Shape.Axes.Skip(1).Select(size => new DimensionProto { DimValue = size }));
        return info;
    }
}
