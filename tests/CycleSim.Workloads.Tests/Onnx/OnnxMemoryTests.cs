using CycleSim.Platform;
using CycleSim.Workloads.Onnx;
using Google.Protobuf;

namespace CycleSim.Workloads.Tests.Onnx;

/// <summary>A small file cannot claim a lot of memory or time: two bytes are enough for an empty message.</summary>
public class OnnxMemoryTests
{
    private const int Messages = 2_000_000;
    private const long MaxBytes = 400L << 20;

    private const int Graph = 7;
    private const int Opset = 8;
    private const int Node = 1;
    private const int Initializer = 5;
    private const int Input = 11;
    private const int AttributeOfNode = 5;
    private const int TensorOfAttribute = 5;
    private const int DimensionsOfTensor = 1;
    private const int ShapeOfType = 2;

    [Theory]
    [InlineData(Opset)]
    [InlineData(Graph)]
    [InlineData(Graph, Node)]
    [InlineData(Graph, Initializer)]
    [InlineData(Graph, Input)]
    [InlineData(Graph, Node, AttributeOfNode)]
    [InlineData(Graph, Node, AttributeOfNode, TensorOfAttribute)]
    [InlineData(Graph, Initializer, DimensionsOfTensor)]
    [InlineData(Graph, Input, 2, 1, ShapeOfType, 1)]
    public void Many_empty_messages_are_refused(params int[] fields)
    {
        // Packed dimensions and messages look alike: both have a length in front.
        byte[] content = Repeat(fields[^1]);
        foreach (int field in fields.Reverse().Skip(1))
            content = Wrap(field, content);
        byte[] file = [.. new OnnxMaker().Input("x", "N").Node("Relu", "x", "y").Output("y").Bytes, .. content];
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            ShapeInference.Infer(OnnxReader.Read("many.onnx", file), 1);
        }
        catch (InputException)
        {
            // Empty messages that mean nothing may be accepted; what counts is the memory.
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxBytes);
    }

    [Fact]
    public void Contents_that_grow_are_not_computed_without_end()
    {
        // Each node could keep half a megabyte.
        OnnxMaker maker = new OnnxMaker().Input("x", "N").Integers("s", 65_536).Floats("v0", 1).Node("Expand", "v0 s", "v1");
        for (int i = 1; i < 3000; i++)
            maker.Node("Add", $"v{i} v{i}", $"v{i + 1}");
        OnnxModel model = maker.Output("v3000").Read();
        long before = GC.GetAllocatedBytesForCurrentThread();
        ShapedModel shaped = ShapeInference.Infer(model, 1);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 * MaxBytes);
        Assert.NotNull(shaped["v9"].Numbers);
        Assert.Null(shaped["v2999"].Numbers);
        Assert.True(shaped["v2999"].IsConstant);
    }

    private static byte[] Repeat(int field)
    {
        byte[] content = new byte[2 * Messages];
        for (int i = 0; i < Messages; i++)
            content[2 * i] = (byte)WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited);
        return content;
    }

    private static byte[] Wrap(int field, byte[] content)
    {
        using MemoryStream bytes = new();
        using (CodedOutputStream stream = new(bytes, leaveOpen: true))
        {
            stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
            stream.WriteBytes(ByteString.CopyFrom(content));
        }

        return bytes.ToArray();
    }
}
