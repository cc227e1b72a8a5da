using CsCheck;
using CycleSim.Workloads.Onnx.Format;
using Google.Protobuf;

namespace CycleSim.Workloads.Tests.Onnx;

/// <summary>A change of a file: to its bytes, or to what they mean.</summary>
/// <param name="Kind">Which change.</param>
/// <param name="Position">Where, as a share of what there is.</param>
/// <param name="Value">What stands there afterwards.</param>
internal sealed record OnnxMutation(int Kind, double Position, long Value)
{
    private const int Kinds = 11;

    private static readonly long[] Edges =
        [0, 1, -1, 2, 3, -2, 7, 64, 65_536, 1L << 20, int.MaxValue, int.MinValue, 1L << 40, long.MaxValue, long.MinValue];

    public static Gen<OnnxMutation> Gen { get; } = CsCheck.Gen.Select(
        CsCheck.Gen.Int[0, Kinds - 1], CsCheck.Gen.Double[0, 0.999999],
        CsCheck.Gen.OneOf(CsCheck.Gen.Int[0, Edges.Length - 1].Select(index => Edges[index]), CsCheck.Gen.Long[-10, 300]),
        (kind, position, value) => new OnnxMutation(kind, position, value));

    /// <summary>The changed file.</summary>
    public byte[] Apply(byte[] content)
    {
        if (content.Length == 0)
            return content;
        switch (Kind)
        {
            case 0:
                content[At(content.Length)] ^= (byte)(1 << (int)(Value & 7));
                return content;
            case 1:
                content[At(content.Length)] = (byte)Value;
                return content;
            case 2:
                return content[..At(content.Length)];
            case 3:
                int cut = At(content.Length);
                return [.. content[..cut], .. content[Math.Min(content.Length, cut + (int)(Value & 15))..]];
            default:
                return ApplyToModel(content);
        }
    }

    private byte[] ApplyToModel(byte[] content)
    {
        try
        {
            ModelProto model = ModelProto.Parser.ParseFrom(content);
            if (model.Graph is { Node.Count: > 0 } graph)
                Change(model, graph);
            return model.ToByteArray();
        }
        catch (InvalidProtocolBufferException)
        {
            return content;
        }
    }

    private void Change(ModelProto model, GraphProto graph)
    {
        NodeProto node = NodeProto.Parser.ParseFrom(graph.Node[At(graph.Node.Count)]);
        switch (Kind)
        {
            case 4:
            case 5:
                ChangeAttribute(node);
                break;
            case 6 when node.Input.Count > 1:
                (node.Input[0], node.Input[1]) = (node.Input[1], node.Input[0]);
                break;
            case 7 when node.Input.Count > 0:
                NodeProto other = NodeProto.Parser.ParseFrom(graph.Node[(int)((ulong)Value % (ulong)graph.Node.Count)]);
                node.Input[^1] = other.Output.Count > 0 ? other.Output[0] : "";
                break;
            case 8:
                NodeProto like = NodeProto.Parser.ParseFrom(graph.Node[(int)((ulong)Value % (ulong)graph.Node.Count)]);
                node.OpType = like.OpType;
                break;
            case 9 when graph.Initializer.Count > 0:
                ChangeInitializer(graph, At(graph.Initializer.Count));
                break;
            case 10 when model.OpsetImport.Count > 0:
                model.OpsetImport[0].Version = 7 + (long)((ulong)Value % 18);
                break;
        }

        graph.Node[At(graph.Node.Count)] = node.ToByteString();
    }

    private void ChangeAttribute(NodeProto node)
    {
        if (node.Attribute.Count == 0)
            return;
        int index = At(node.Attribute.Count);
        AttributeProto attribute = AttributeProto.Parser.ParseFrom(node.Attribute[index]);
        attribute.I = Value;
        attribute.F = Value;
        if (attribute.Ints.Count > 0 && Kind == 4)
            attribute.Ints[At(attribute.Ints.Count)] = Value;
        else if (attribute.Ints.Count > 0)
            attribute.Ints.RemoveAt(At(attribute.Ints.Count));
        if (attribute.T is { } tensor)
            ChangeTensor(tensor);
        node.Attribute[index] = attribute.ToByteString();
    }

    private void ChangeInitializer(GraphProto graph, int index)
    {
        TensorProto tensor = TensorProto.Parser.ParseFrom(graph.Initializer[index]);
        ChangeTensor(tensor);
        graph.Initializer[index] = tensor.ToByteString();
    }

    private void ChangeTensor(TensorProto tensor)
    {
        if (Value % 2 == 0 && tensor.RawData.Length >= sizeof(long) && tensor.DataType == 7)
        {
            byte[] raw = tensor.RawData.ToByteArray();
            BitConverter.TryWriteBytes(raw.AsSpan(At(raw.Length / sizeof(long)) * sizeof(long)), Value);
            tensor.RawData = ByteString.CopyFrom(raw);
        }
        else if (tensor.Dims.Count > 0)
        {
            tensor.Dims[At(tensor.Dims.Count)] = Value;
            if (Value % 3 == 0)
                (tensor.RawData, tensor.DataLocation) = (ByteString.Empty, 1);
        }
    }

    private int At(int count) => (int)(Position * count);
}
