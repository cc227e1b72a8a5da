using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Import;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Onnx.Format;
using Google.Protobuf;

namespace CycleSim.Workloads.Tests.Onnx;

/// <summary>Makes small ONNX files.</summary>
internal sealed class OnnxMaker
{
    private readonly ModelProto _model;

    public OnnxMaker(int opset = 13)
    {
        _model = new() { IrVersion = 8, Graph = new() };
        _model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });
    }

    /// <summary>The file's content.</summary>
    public byte[] Bytes => _model.ToByteArray();

    /// <summary>What is read from it.</summary>
    public OnnxModel Read() => OnnxReader.Read("made.onnx", Bytes);

    /// <summary>Its shapes.</summary>
    public ShapedModel Infer(int batch = 2) => ShapeInference.Infer(Read(), batch);

    /// <summary>Its operators.</summary>
    public Graph Import(int batch = 2) => OnnxImporter.Import(Infer(batch), "made");

    /// <summary>The nodes and inputs, for messages of failed tests.</summary>
    public override string ToString() => string.Join(
        "; ",
        _model.Graph.Input.Select(input => ValueInfoProto.Parser.ParseFrom(input).ToString())
            .Concat(_model.Graph.Node.Select(node => NodeProto.Parser.ParseFrom(node)).Select(node =>
                $"{node.OpType} {string.Join(' ', node.Attribute.Select(attribute => AttributeProto.Parser.ParseFrom(attribute)))}")));

    /// <summary>Changes anything.</summary>
    public OnnxMaker With(Action<ModelProto> change)
    {
        change(_model);
        return this;
    }

    /// <summary>A graph input; numbers are sizes, text is the name of a dimension, null is unknown.</summary>
    public OnnxMaker Input(string name, params object?[] shape) => Add(name, TensorFormats.Float, shape);

    /// <summary>A graph input of integers.</summary>
    public OnnxMaker Tokens(string name, params object?[] shape) => Add(name, TensorFormats.Int64, shape);

    /// <summary>An initializer of floats whose content is elsewhere.</summary>
    public OnnxMaker Weight(string name, params long[] shape)
    {
        TensorProto tensor = new() { Name = name, DataType = TensorFormats.Float, DataLocation = 1 };
        tensor.Dims.AddRange(shape);
        _model.Graph.Initializer.Add(tensor.ToByteString());
        return this;
    }

    /// <summary>An initializer with content: a vector of integers.</summary>
    public OnnxMaker Integers(string name, params long[] numbers) => Tensor(name, TensorOf(numbers, numbers.Length));

    /// <summary>An initializer with content: a vector of floats.</summary>
    public OnnxMaker Floats(string name, params float[] numbers) => Tensor(name, TensorOf(numbers, numbers.Length));

    /// <summary>An initializer.</summary>
    public OnnxMaker Tensor(string name, TensorProto tensor)
    {
        TensorProto named = tensor.Clone();
        named.Name = name;
        _model.Graph.Initializer.Add(named.ToByteString());
        return this;
    }

    /// <summary>A node; inputs and outputs are separated by blanks, "-" is one that is left out.</summary>
    public OnnxMaker Node(string operation, string inputs, string outputs, params (string Name, object Value)[] attributes)
    {
        NodeProto node = new() { OpType = operation, Name = $"/{outputs.Split(' ')[0]}/{operation}" };
        node.Input.AddRange(Names(inputs));
        node.Output.AddRange(Names(outputs));
        node.Attribute.AddRange(attributes.Select(attribute => AttributeOf(attribute.Name, attribute.Value).ToByteString()));
        _model.Graph.Node.Add(node.ToByteString());
        return this;
    }

    /// <summary>Outputs of the graph.</summary>
    public OnnxMaker Output(string names)
    {
        _model.Graph.Output.AddRange(Names(names).Select(name => new ValueInfoProto { Name = name }.ToByteString()));
        return this;
    }

    /// <summary>A tensor of integers.</summary>
    public static TensorProto TensorOf(long[] numbers, params long[] shape)
    {
        TensorProto tensor = new() { DataType = TensorFormats.Int64 };
        tensor.Dims.AddRange(shape);
        tensor.Int64Data.AddRange(numbers);
        return tensor;
    }

    /// <summary>A tensor of floats.</summary>
    public static TensorProto TensorOf(float[] numbers, params long[] shape)
    {
        TensorProto tensor = new() { DataType = TensorFormats.Float };
        tensor.Dims.AddRange(shape);
        tensor.FloatData.AddRange(numbers);
        return tensor;
    }

    private OnnxMaker Add(string name, int format, object?[] shape)
    {
        ValueInfoProto input = new() { Name = name, Type = new() { TensorType = new() { ElemType = format, Shape = new() } } };
        input.Type.TensorType.Shape.Dim.AddRange(shape.Select(DimensionOf));
        _model.Graph.Input.Add(input.ToByteString());
        return this;
    }

    private static AttributeProto AttributeOf(string name, object value)
    {
        AttributeProto attribute = new() { Name = name };
        OnnxAttributeKind kind;
        switch (value)
        {
            case int number:
                (kind, attribute.I) = (OnnxAttributeKind.Int, number);
                break;
            case long number:
                (kind, attribute.I) = (OnnxAttributeKind.Int, number);
                break;
            case float number:
                (kind, attribute.F) = (OnnxAttributeKind.Float, number);
                break;
            case string text:
                (kind, attribute.S) = (OnnxAttributeKind.String, ByteString.CopyFromUtf8(text));
                break;
            case TensorProto tensor:
                (kind, attribute.T) = (OnnxAttributeKind.Tensor, tensor);
                break;
            case float[] numbers:
                kind = OnnxAttributeKind.Floats;
                attribute.Floats.AddRange(numbers);
                break;
            case long[] numbers:
                kind = OnnxAttributeKind.Ints;
                attribute.Ints.AddRange(numbers);
                break;
            default:
                throw new ArgumentException($"no attribute: {value}", nameof(value));
        }

        attribute.Type = (int)kind;
        return attribute;
    }

    private static IEnumerable<string> Names(string names) =>
        names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => name == "-" ? "" : name);

    private static DimensionProto DimensionOf(object? size) => size switch
    {
        int number => new() { DimValue = number },
        long number => new() { DimValue = number },
        string name => new() { DimParam = name },
        _ => new(),
    };
}
