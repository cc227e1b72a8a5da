using CycleSim.Platform;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Onnx.Format;
using Google.Protobuf;

namespace CycleSim.Workloads.Tests.Onnx;

/// <summary>Every mistake in an ONNX file is named with its node, its value and what is allowed.</summary>
public class OnnxErrorTests
{
    private static OnnxMaker Image => new OnnxMaker().Input("x", "N", 3, 8, 8);

    [Fact]
    public void Files_that_are_no_models()
    {
        AssertError("m: the file is empty; an ONNX model is needed", []);
        AssertError("m: is not an ONNX model: it does not start with a field of one", "{\"a\": 1}"u8.ToArray());
        AssertError("m: is not an ONNX model: it has no graph", [0x08, 0x07]);
        AssertErrorStart("m: is a truncated or malformed ONNX model: ", Relu().Bytes[..^3]);
        Assert.Throws<InputException>(() => WorkloadLoader.Load("/no/such/file.onnx"));
        Assert.Throws<InputException>(() => WorkloadLoader.Load("/.onnx"));
    }

    [Fact]
    public void Models_that_are_not_supported()
    {
        AssertError("made.onnx: uses opset 6; allowed: 7 to 24", Relu(6));
        AssertError("made.onnx: uses opset 25; allowed: 7 to 24", Relu(25));
        AssertError("made.onnx: names no opset of the ONNX operators; one is needed", Relu().With(model => model.OpsetImport.Clear()));
        AssertError(
            "made.onnx: has functions of its own, which are not supported; export it with its functions inlined",
            Relu().With(model => model.Functions.Add(ByteString.Empty)));
        AssertError(
            "made.onnx: has sparse initializers, which are not supported; export it with dense ones",
            Relu().With(model => model.Graph.SparseInitializer.Add(ByteString.Empty)));
        AssertError("made.onnx: the graph is empty: it has no nodes", Relu().With(model => model.Graph.Node.Clear()));
        AssertError("made.onnx: the graph has no outputs", Relu().With(model => model.Graph.Output.Clear()));
        AssertError(
            "made.onnx: output \"z\" is a value that no input, initializer or node gives", Image.Node("Relu", "x", "y").Output("z"));
    }

    [Fact]
    public void Values_and_nodes_that_do_not_connect()
    {
        AssertError(
            "made.onnx: node \"/y/Relu\" (Relu): reads the value \"z\", which no input, initializer or node gives",
            Image.Node("Relu", "z", "y").Output("y"));
        AssertError(
            "made.onnx: node \"/y/Relu\" (Relu): reads the value \"y\", which it gives itself: the graph has a cycle",
            Image.Node("Relu", "y", "y").Output("y"));
        AssertError(
            "made.onnx: node \"/y/Add\" (Add): reads the value \"z\", which the later node \"/z/Relu\" gives: the nodes are in a cycle or "
                + "out of order",
            Image.Node("Add", "x z", "y").Node("Relu", "y", "z").Output("y"));
        AssertError(
            "made.onnx: node \"/y/Tanh\" (Tanh): gives the value \"y\", which there is already",
            Image.Node("Relu", "x", "y").Node("Tanh", "x", "y").Output("y"));
        AssertError("made.onnx: input \"x\" is there twice", Relu().Input("x", "N"));
        AssertError("made.onnx: initializer \"w\" is there twice", Relu().Weight("w", 1).Weight("w", 1));
    }

    [Fact]
    public void Operators_that_are_not_known()
    {
        AssertError(
            "made.onnx: node \"/y/GridSample\" (GridSample): operator GridSample is not supported",
            Image.Node("GridSample", "x", "y").Output("y"));
        AssertError(
            "made.onnx: node \"/y/Gelu\" (Gelu): operator Gelu is there since opset 20; the model has opset 13",
            Image.Node("Gelu", "x", "y").Output("y"));
        AssertError(
            "made.onnx: node \"/y/Relu\" (Relu): has 2 inputs; allowed: 1 to 1", Image.Node("Relu", "x x", "y").Output("y"));
        AssertError("made.onnx: node \"/y/Relu\" (Relu): has 2 outputs; allowed: at most 1", Image.Node("Relu", "x", "y z").Output("y"));
        AssertError(
            "made.onnx: node \"node 0 (Fused)\" (Fused): operator Fused of the domain \"com.example\" is not supported; allowed: "
                + "operators of ONNX itself",
            Image.With(model => model.Graph.Node.Add(
                new NodeProto { OpType = "Fused", Domain = "com.example", Output = { "y" } }.ToByteString())).Output("y"));
        AssertError(
            "made.onnx: node \"/y/If\" (If): has a graph inside, which is not supported; export the model without control flow",
            Image.Node("If", "x", "y").Output("y"));
    }

    [Fact]
    public void Inputs_of_the_graph_that_are_open()
    {
        AssertError(
            "made.onnx: input \"x\": dimension 2 (\"height\") has no fixed size; export the model with a fixed size for it: only the "
                + "batch, the first dimension of data, may be open",
            new OnnxMaker().Input("x", "N", 3, "height", 8).Node("Relu", "x", "y").Output("y"));
        AssertError(
            "made.onnx: input \"z\": its first dimension is \"M\", that of another input \"N\"; allowed: one name, the batch",
            Image.Input("z", "M").Node("Relu", "x", "y").Output("y"));
        AssertError("made.onnx: input \"x\" has the negative size -2", new OnnxMaker().Input("x", -2).Node("Relu", "x", "y").Output("y"));
        AssertError(
            "made.onnx: input \"x\": its shape is too large: 2x1048576x1048577; allowed: at most 1099511627776 elements",
            new OnnxMaker().Input("x", "N", 1 << 20, (1 << 20) + 1).Node("Relu", "x", "y").Output("y"));
        AssertError(
            "made.onnx: the graph has no data input: an input with a batch as its first dimension is needed",
            new OnnxMaker().Weight("w", 2).Node("Relu", "w", "y").Output("y"));
    }

    [Fact]
    public void Tensors_whose_data_does_not_fit()
    {
        TensorProto raw = new() { DataType = TensorFormats.Float, RawData = ByteString.CopyFrom(new byte[11]), Dims = { 3 } };
        AssertError("made.onnx: initializer \"w\": has 11 bytes of data; its shape 3 needs 12", Relu().Tensor("w", raw));
        TensorProto list = OnnxMaker.TensorOf([1, 2], 3);
        AssertError("made.onnx: initializer \"w\": has 2 numbers of data; its shape needs 3", Relu().Tensor("w", list));
        TensorProto negative = OnnxMaker.TensorOf(Array.Empty<long>(), 3, -1);
        AssertError("made.onnx: initializer \"w\": its shape has a negative size: 3x-1", Relu().Tensor("w", negative));
        TensorProto large = OnnxMaker.TensorOf(Array.Empty<long>(), long.MaxValue, long.MaxValue);
        AssertErrorStart("made.onnx: initializer \"w\": its shape is too large: ", Relu().Tensor("w", large).Bytes);
    }

    [Fact]
    public void Shapes_that_do_not_fit()
    {
        AssertError(
            "made.onnx: node \"/y/Conv\" (Conv): weights \"w\" (4x9x3x3) take 9 channels in each of 1 groups, but the input \"x\" "
                + "(2x3x8x8) has 3 channels; needed: 9 x 1",
            Image.Weight("w", 4, 9, 3, 3).Node("Conv", "x w", "y").Output("y"));
        AssertError(
            "made.onnx: node \"/y/Conv\" (Conv): a window of 9 is larger than its padded input of 8",
            Image.Weight("w", 4, 3, 9, 9).Node("Conv", "x w", "y").Output("y"));
        AssertError(
            "made.onnx: node \"/y/Conv\" (Conv): bias \"b\" (5) does not fit 4 channels; needed: a vector of 4",
            Image.Weight("w", 4, 3, 3, 3).Weight("b", 5).Node("Conv", "x w b", "y").Output("y"));
        AssertError(
            "made.onnx: node \"/y/Gemm\" (Gemm): inputs \"x\" (2x7) and \"w\" (8x3) do not fit: the first is multiplied along 7, the "
                + "second along 8",
            new OnnxMaker().Input("x", "N", 7).Weight("w", 8, 3).Node("Gemm", "x w", "y").Output("y"));
        AssertError(
            "made.onnx: node \"/y/Add\" (Add): input \"w\" (5) cannot be broadcast with 2x3x8x8",
            Image.Weight("w", 5).Node("Add", "x w", "y").Output("y"));
        AssertError(
            "made.onnx: node \"/y/Reshape\" (Reshape): input \"x\" (2x3x8x8) cannot be given the shape 5,-1",
            Image.Integers("s", 5, -1).Node("Reshape", "x s", "y").Output("y"));
        AssertError(
            "made.onnx: node \"/y/Concat\" (Concat): inputs \"x\" (2x3x8x8) and \"w\" (2x3x7x8) differ outside axis 1",
            Image.Weight("w", 2, 3, 7, 8).Node("Concat", "x w", "y", ("axis", 1)).Output("y"));
    }

    [Fact]
    public void Attributes_and_contents_that_are_wrong()
    {
        AssertError(
            "made.onnx: node \"/y/MaxPool\" (MaxPool): strides = 0,1: is out of range; allowed: 1 to 1048576",
            Image.Node("MaxPool", "x", "y", ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 0, 1 })).Output("y"));
        AssertError(
            "made.onnx: node \"/y/Flatten\" (Flatten): attribute axis is of type String; allowed: Int",
            Image.Node("Flatten", "x", "y", ("axis", "1")).Output("y"));
        AssertError(
            "made.onnx: node \"/y/Squeeze\" (Squeeze): axes is given as an attribute; in opset 13 it is an input",
            Image.Node("Squeeze", "x", "y", ("axes", new long[] { 0 })).Output("y"));
        AssertError(
            "made.onnx: node \"/y/Softmax\" (Softmax): axis = 4: is out of range; allowed: -4 to 3",
            Image.Node("Softmax", "x", "y", ("axis", 4)).Output("y"));
        AssertError(
            "made.onnx: node \"/y/Reshape\" (Reshape): shape \"s\" (2) is needed to find the shape of the result, but its content is not "
                + "known: it depends on data",
            Image.Node("Cast", "v", "s", ("to", TensorFormats.Int64)).Input("v", "N").Node("Reshape", "x s", "y").Output("y"));
        AssertError(
            "made.onnx: node \"/y/Conv\" (Conv): auto_pad = \"SAME\"; allowed: NOTSET, SAME_UPPER, SAME_LOWER, VALID",
            Image.Weight("w", 4, 3, 3, 3).Node("Conv", "x w", "y", ("auto_pad", "SAME")).Output("y"));
        AssertError(
            "made.onnx: node \"/y/Gather\" (Gather): index 3 is out of range of axis 1 of \"x\" (2x3x8x8); allowed: -3 to 2",
            Image.Integers("i", 3).Node("Gather", "x i", "y", ("axis", 1)).Output("y"));
    }

    private static OnnxMaker Relu(int opset = 13) => new OnnxMaker(opset).Input("x", "N", 3, 8, 8).Node("Relu", "x", "y").Output("y");

    private static void AssertError(string message, OnnxMaker maker) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => maker.Infer()).Message);

    private static void AssertError(string message, byte[] content) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => OnnxReader.Read("m", content)).Message);

    private static void AssertErrorStart(string start, byte[] content)
    {
        string name = start.Split(':')[0];
        Assert.StartsWith(start, Assert.Throws<InputException>(() => OnnxReader.Read(name, content)).Message, StringComparison.Ordinal);
    }
}
