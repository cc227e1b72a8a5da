using System.Collections.Immutable;
using CycleSim.Workloads.Onnx;

namespace CycleSim.Workloads.Tests.Onnx;

/// <summary>Windows of convolutions and pooling along one axis, computed by hand.</summary>
public class WindowsTests
{
    [Theory]
    [InlineData(7, 2, 2, 0, 0, 0, 3)]
    [InlineData(7, 2, 2, 0, 0, 1, 4)]
    [InlineData(7, 3, 2, 1, 1, 1, 4)] // room for 4 exactly
    [InlineData(6, 3, 2, 1, 1, 1, 4)] // the last window starts at 5 of 6
    [InlineData(4, 2, 3, 1, 1, 1, 2)] // a third window would start at 5, in the padding behind
    [InlineData(5, 1, 2, 0, 0, 1, 3)] // a fourth would start behind the input
    public void Ceil_mode_keeps_windows_that_start_in_the_input(
        int size, int kernel, int stride, int padBegin, int padEnd, int ceil, int output)
    {
        FittedWindow axis = Axis(
            "MaxPool", size, kernel, ("strides", Longs(stride)), ("pads", Longs(padBegin, padEnd)), ("ceil_mode", ceil));
        Assert.Equal(output, axis.Output);
    }

    [Theory]
    [InlineData("SAME_UPPER", 15, 3, 2, 1, 1, 8)]
    [InlineData("SAME_UPPER", 16, 3, 2, 0, 1, 8)]
    [InlineData("SAME_LOWER", 16, 3, 2, 1, 0, 8)]
    [InlineData("SAME_UPPER", 16, 4, 1, 1, 2, 16)]
    [InlineData("SAME_LOWER", 16, 4, 1, 2, 1, 16)]
    [InlineData("SAME_UPPER", 16, 1, 3, 0, 0, 6)] // a window smaller than its step needs no padding
    [InlineData("VALID", 16, 3, 2, 0, 0, 7)]
    public void Auto_pad_finds_the_padding(string mode, int size, int kernel, int stride, int begin, int end, int output)
    {
        FittedWindow axis = Axis("Conv", size, kernel, ("strides", Longs(stride)), ("auto_pad", mode));
        Assert.Equal((begin, end, output), (axis.Window.PadBegin, axis.Window.PadEnd, axis.Output));
    }

    [Fact]
    public void Auto_pad_counts_dilated_windows()
    {
        FittedWindow axis = Axis("Conv", 10, 3, ("dilations", Longs(3)), ("auto_pad", "SAME_UPPER"));
        Assert.Equal((7, 3, 3, 10), (axis.Window.Span, axis.Window.PadBegin, axis.Window.PadEnd, axis.Output));
    }

    [Theory]
    [InlineData(8, 3, 2, 0, 1, 1, 15)]
    [InlineData(8, 3, 2, 1, 1, 1, 16)]
    [InlineData(8, 4, 2, 0, 1, 1, 16)]
    [InlineData(8, 2, 2, 0, 0, 0, 16)]
    public void Transposed_windows_give_the_size_of_their_output(
        int size, int kernel, int stride, int outputPadding, int padBegin, int padEnd, int output)
    {
        FittedWindow axis = Transposed(
            size, kernel, ("strides", Longs(stride)), ("pads", Longs(padBegin, padEnd)), ("output_padding", Longs(outputPadding)));
        Assert.Equal(output, axis.Output);
    }

    [Theory]
    [InlineData("NOTSET", 15, 1, 1)]
    [InlineData("NOTSET", 16, 1, 0)]
    [InlineData("SAME_LOWER", 16, 1, 0)]
    [InlineData("SAME_UPPER", 16, 0, 1)]
    public void The_output_of_transposed_windows_may_be_given(string mode, int output, int begin, int end)
    {
        FittedWindow axis = Transposed(8, 3, ("strides", Longs(2)), ("auto_pad", mode), ("output_shape", Longs(output)));
        Assert.Equal((begin, end, output), (axis.Window.PadBegin, axis.Window.PadEnd, axis.Output));
    }

    [Fact]
    public void Same_transposed_windows_multiply_the_size()
    {
        FittedWindow axis = Transposed(8, 3, ("strides", Longs(2)), ("auto_pad", "SAME_UPPER"));
        Assert.Equal((0, 1, 16), (axis.Window.PadBegin, axis.Window.PadEnd, axis.Output));
    }

    [Fact]
    public void Axes_have_their_own_windows()
    {
        OnnxNode node = Node(
            "Conv", ("strides", Longs(2, 1)), ("pads", Longs(1, 0, 2, 3)), ("dilations", Longs(1, 2)));
        ImmutableArray<FittedWindow> axes = Windows.Of(node, [9, 10], [3, 2]);
        Assert.Equal<FittedWindow>([new(9, new(3, 2, 1, 1, 2), 5), new(10, new(2, 1, 2, 0, 3), 11)], axes);
    }

    private static FittedWindow Axis(string operation, int size, int kernel, params (string, object)[] attributes) =>
        Windows.Of(Node(operation, attributes), [size], [kernel])[0];

    private static FittedWindow Transposed(int size, int kernel, params (string, object)[] attributes) =>
        Windows.OfTransposed(Node("ConvTranspose", attributes), [size], [kernel])[0];

    private static OnnxNode Node(string operation, params (string, object)[] attributes) =>
        new OnnxMaker().Input("x", 1).Node(operation, "x", "y", attributes).Output("y").Read().Nodes[0];

    private static long[] Longs(params int[] numbers) => [.. numbers.Select(number => (long)number)];
}
