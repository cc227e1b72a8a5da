using System.Collections.Immutable;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Onnx.Format;
using Google.Protobuf;

namespace CycleSim.Workloads.Tests.Onnx;

/// <summary>What is data and what is constant, how contents are read, and who gives and reads a value.</summary>
public class OnnxInferenceTests
{
    [Theory]
    [InlineData("2x3", "3", "2x3")]
    [InlineData("2x1x4", "3x1", "2x3x4")]
    [InlineData("scalar", "2x3", "2x3")]
    [InlineData("2x3", "4", null)]
    [InlineData("0x3", "1x3", "0x3")]
    public void Shapes_are_broadcast_as_in_numpy(string a, string b, string? common) =>
        Assert.Equal(common, Broadcasting.Common(Shape(a), Shape(b)) is { } shape ? OnnxText.Shape(shape) : null);

    [Theory]
    [InlineData(0, long.MaxValue, 1, 0, 5)]
    [InlineData(-2, long.MaxValue, 1, 3, 2)]
    [InlineData(1, -1, 2, 1, 2)]
    [InlineData(-1, long.MinValue, -1, 4, 5)]
    [InlineData(9, 0, -2, 4, 2)]
    [InlineData(3, 3, 1, 3, 0)]
    [InlineData(0, 5, long.MaxValue, 0, 1)]
    [InlineData(4, long.MinValue, long.MinValue, 4, 1)]
    public void Slices_clamp_their_bounds(long start, long end, long step, long first, long count)
    {
        AxisRange range = AxisRange.Of(start, end, step, 5);
        Assert.Equal((first, count), (range.Start, range.Count));
    }

    [Fact]
    public void An_open_first_dimension_is_the_batch_everywhere()
    {
        ShapedModel model = new OnnxMaker().Input("x", "N", 4).Input("mask", "N", "N").Input("w", 4, 5).Node("MatMul", "x w", "y")
            .Node("Relu", "mask", "z").Output("y z").Infer(3);
        Assert.Equal<string>(["x", "mask"], model.DataInputs);
        Assert.Equal<long>([3, 5], model["y"].Shape);
        Assert.Equal<long>([3, 3], model["z"].Shape);
        Assert.True(model["w"].IsConstant);
        Assert.Null(model["w"].Numbers);
    }

    [Fact]
    public void Weights_are_found_through_views_where_the_batch_is_fixed()
    {
        ShapedModel model = new OnnxMaker().Input("x", 1, 6, 4).Input("w", 5, 4).Input("b", 5).Input("scale", 5).Input("shift", 5)
            .Node("Transpose", "w", "wt").Node("MatMul", "x wt", "m").Node("Add", "m b", "a").Node("Mul", "a scale", "s")
            .Node("Add", "s shift", "y").Output("y").Infer(7);
        Assert.Equal<string>(["x"], model.DataInputs);
        Assert.Equal<long>([7, 6, 5], model["y"].Shape);
        Assert.True(model["wt"].IsConstant);
    }

    [Fact]
    public void Token_ids_are_data_and_tables_are_weights()
    {
        ShapedModel model = new OnnxMaker().Tokens("ids", 1, 12).Input("table", 100, 16).Input("positions", 1, 12, 16)
            .Node("Gather", "table ids", "e").Node("Add", "e positions", "y").Output("y").Infer(4);
        Assert.Equal<string>(["ids"], model.DataInputs);
        Assert.Equal<long>([4, 12, 16], model["y"].Shape);
    }

    [Fact]
    public void Two_data_inputs_of_a_fixed_batch_are_both_data()
    {
        ShapedModel model = new OnnxMaker().Input("a", 1, 8).Input("b", 1, 8).Node("Add", "a b", "y").Output("y").Infer(4);
        Assert.Equal<string>(["a", "b"], model.DataInputs);
    }

    [Fact]
    public void The_shape_of_data_is_constant()
    {
        ShapedModel model = new OnnxMaker().Input("x", "N", 3, 8).Integers("i", 0).Integers("rest", -1).Node("Shape", "x", "s")
            .Node("Gather", "s i", "n").Node("Concat", "n rest", "t", ("axis", 0)).Node("Reshape", "x t", "y").Output("y").Infer(5);
        Assert.True(model["t"].IsConstant);
        Assert.Equal<double>([5, -1], model["t"].Numbers!.Value);
        Assert.False(model["y"].IsConstant);
        Assert.Equal<long>([5, 24], model["y"].Shape);
    }

    [Fact]
    public void Producers_are_found()
    {
        ShapedModel model = new OnnxMaker().Input("x", "N", 3).Node("Relu", "x", "a").Node("Add", "a a", "b").Node("Mul", "a b", "y")
            .Output("y").Infer();
        Assert.Null(model.ProducerOf("x"));
        Assert.Equal("Relu", model.ProducerOf("a")!.Operator);
    }

    [Theory]
    [InlineData(TensorFormats.Float16, new byte[] { 0x00, 0xc2 }, -3)]
    [InlineData(TensorFormats.BFloat16, new byte[] { 0x40, 0xc0 }, -3)]
    [InlineData(TensorFormats.Float, new byte[] { 0, 0, 0x40, 0xc0 }, -3)]
    [InlineData(TensorFormats.Double, new byte[] { 0, 0, 0, 0, 0, 0, 0x08, 0xc0 }, -3)]
    [InlineData(TensorFormats.Int8, new byte[] { 0xfd }, -3)]
    [InlineData(TensorFormats.UInt8, new byte[] { 0xfd }, 253)]
    [InlineData(TensorFormats.Int16, new byte[] { 0xfd, 0xff }, -3)]
    [InlineData(TensorFormats.UInt16, new byte[] { 0xfd, 0xff }, 65_533)]
    [InlineData(TensorFormats.Int32, new byte[] { 0xfd, 0xff, 0xff, 0xff }, -3)]
    [InlineData(TensorFormats.UInt32, new byte[] { 0xfd, 0xff, 0xff, 0xff }, 4_294_967_293)]
    [InlineData(TensorFormats.Int64, new byte[] { 0xfd, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }, -3)]
    [InlineData(TensorFormats.Bool, new byte[] { 2 }, 1)]
    public void Raw_data_is_read_in_every_format(int format, byte[] raw, double number)
    {
        TensorProto tensor = new() { DataType = format, RawData = ByteString.CopyFrom(raw) };
        Assert.Equal(number, Assert.Single(Content(tensor)!));
    }

    [Theory]
    [InlineData(TensorFormats.Float16, 0xc200, -3)]
    [InlineData(TensorFormats.BFloat16, 0xc040, -3)]
    [InlineData(TensorFormats.Int32, -3, -3)]
    [InlineData(TensorFormats.Int8, -3, -3)]
    [InlineData(TensorFormats.UInt16, 65_533, 65_533)]
    [InlineData(TensorFormats.Bool, 1, 1)]
    public void Narrow_formats_may_be_lists_of_integers(int format, int entry, double number)
    {
        TensorProto tensor = new() { DataType = format, Int32Data = { entry } };
        Assert.Equal(number, Assert.Single(Content(tensor)!));
    }

    [Fact]
    public void Constants_have_values_in_every_form()
    {
        ShapedModel model = new OnnxMaker().Input("x", "N").Node("Constant", "", "tensor", ("value", OnnxMaker.TensorOf([4, 5], 2)))
            .Node("Constant", "", "float", ("value_float", 1.5f)).Node("Constant", "", "floats", ("value_floats", new[] { 1.5f, 2 }))
            .Node("Constant", "", "int", ("value_int", 3)).Node("Constant", "", "ints", ("value_ints", new long[] { 3, -1 }))
            .Node("Constant", "", "text", ("value_string", "a")).Node("Relu", "x", "y").Output("y").Infer();
        Assert.Equal<double>([4, 5], model["tensor"].Numbers!.Value);
        Assert.Equal<double>([1.5], model["float"].Numbers!.Value);
        Assert.Equal<double>([1.5, 2], model["floats"].Numbers!.Value);
        Assert.Equal<double>([3], model["int"].Numbers!.Value);
        Assert.Equal<double>([3, -1], model["ints"].Numbers!.Value);
        Assert.Equal(["2", "scalar", "2", "scalar", "2", "scalar"], model.Model.Nodes.Take(6)
            .Select(node => OnnxText.Shape(model[node.Outputs[0]].Shape)));
        Assert.Equal(OnnxElementType.Other, model["text"].Type);
    }

    [Fact]
    public void Contents_elsewhere_and_large_ones_are_not_kept()
    {
        Assert.Null(Content(new() { DataType = TensorFormats.Float, DataLocation = 1, Dims = { 3 } }));
        Assert.Null(Content(new() { DataType = TensorFormats.Float, Dims = { 3 } }));
        Assert.Null(Content(new() { DataType = TensorFormats.UInt8, Dims = { 65_537 }, RawData = ByteString.CopyFrom(new byte[65_537]) }));
        Assert.Equal(65_536, Content(
            new() { DataType = TensorFormats.UInt8, Dims = { 65_536 }, RawData = ByteString.CopyFrom(new byte[65_536]) })!.Count);
        Assert.Empty(Content(new() { DataType = TensorFormats.Float, Dims = { 0 } })!);
    }

    [Fact]
    public void Names_are_made_up_where_the_file_has_none()
    {
        OnnxModel model = new OnnxMaker().Input("x", "N").With(model => model.Graph.Node.Add(
            new NodeProto { OpType = "Relu", Input = { "x" }, Output = { "y" } }.ToByteString())).Output("y").Read();
        Assert.Equal("node 0 (Relu)", Assert.Single(model.Nodes).Name);
    }

    private static IReadOnlyList<double>? Content(TensorProto tensor) =>
        new OnnxMaker().Input("x", "N").Tensor("c", tensor).Node("Relu", "x", "y").Output("y").Read().Initializers["c"].Numbers;

    private static ImmutableArray<long> Shape(string text) => text == "scalar" ? [] : [.. text.Split('x').Select(long.Parse)];
}
