using CycleSim.Platform;

namespace CycleSim.Workloads.Tests.Onnx;

/// <summary>Inputs and outputs that a node leaves out, though its operator needs them.</summary>
public class LeftOutTests
{
    [Theory]
    [InlineData("Reshape", "x -", 1)]
    [InlineData("Expand", "x -", 1)]
    [InlineData("Tile", "x -", 1)]
    [InlineData("ConstantOfShape", "-", 0)]
    [InlineData("TopK", "x -", 1)]
    [InlineData("TopK", "x", 1)]
    [InlineData("Gather", "x -", 1)]
    public void An_input_that_is_needed(string operation, string inputs, int index) => Assert.Equal(
        $"made.onnx: node \"/y/{operation}\" ({operation}): input {index} is left out; it is needed",
        Assert.Throws<InputException>(() => Model(operation, inputs, "y").Output("y").Infer()).Message);

    [Theory]
    [InlineData("Squeeze", "x -", "Nx4x4")]
    [InlineData("Slice", "x one one - -", "1x4x1x4")]
    public void An_input_that_is_not_needed(string operation, string inputs, string shape)
    {
        OnnxMaker model = Model("Relu", "x", "r").Integers("one", 0).Integers("two", 1)
            .Node(operation, inputs.Replace("one one", "one two", StringComparison.Ordinal), "y").Output("y");
        Assert.Equal(shape.Replace("N", "2", StringComparison.Ordinal), string.Join('x', model.Infer()["y"].Shape));
    }

    [Theory]
    [InlineData("Dropout", "x", "- mask")]
    [InlineData("LayerNormalization", "x w", "- mask")]
    [InlineData("MaxPool", "x", "- mask")]
    public void A_first_output(string operation, string inputs, string outputs) => Assert.Equal(
        $"made.onnx: node \"/-/{operation}\" ({operation}): leaves out its first output; allowed: a name for it",
        Assert.Throws<InputException>(() => Model(operation, inputs, outputs).Output("mask").Infer()).Message);

    private static OnnxMaker Model(string operation, string inputs, string outputs) =>
        new OnnxMaker(20).Input("x", "N", 4, 1, 4).Weight("w", 4).Node(operation, inputs, outputs);
}
