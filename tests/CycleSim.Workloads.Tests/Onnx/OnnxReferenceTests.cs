using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CycleSim.Platform;
using CycleSim.Workloads.Onnx;

namespace CycleSim.Workloads.Tests.Onnx;

/// <summary>Files whose shapes are known, and broken ones whose messages are.</summary>
public class OnnxReferenceTests
{
    public static TheoryData<string> GoodMinis => [.. OnnxFiles.GoodMinis];

    public static TheoryData<string> BrokenMinis => [.. OnnxFiles.BrokenMinis];

    [Theory]
    [InlineData("efficientnet_b0", 8)]
    [InlineData("vit_b_16", 8)]
    [InlineData("gpt2_small", 4)]
    [InlineData("llama_2l", 4)]
    [InlineData("densenet_tiny", 8)]
    public void Every_node_of_a_network_has_the_shapes_of_the_reference(string name, int batch)
    {
        ShapedModel model = ShapeInference.Infer(OnnxReader.Read(name, OnnxFiles.Network($"{name}.onnx")), batch);
        string[] rows = Encoding.UTF8.GetString(OnnxFiles.Bytes($"workloads/networks/{name}_b{batch}.nodes.csv.gz"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(rows[1..], model.Model.Nodes.Select(node => Row(model, node)));
        AssertDataInputs(OnnxFiles.NetworkFacts[$"{name}.onnx"], model);
    }

    [Theory]
    [MemberData(nameof(GoodMinis))]
    public void Every_layer_of_a_small_file_has_the_shapes_of_the_reference(string name)
    {
        JsonElement facts = OnnxFiles.MiniFacts[name];
        ShapedModel model = ShapeInference.Infer(
            OnnxReader.Read(name, OnnxFiles.Mini(name)), facts.GetProperty("reference_batch").GetInt32());
        foreach (JsonElement layer in facts.GetProperty("layers").EnumerateArray())
        {
            IEnumerable<string> expected = layer.GetProperty("out").EnumerateArray()
                .Select(shape => string.Join('x', shape.EnumerateArray().Select(size => size.GetInt64())));
            IEnumerable<string> values = layer.GetProperty("values").EnumerateArray().Select(value => value.GetString()!);
            Assert.Equal(expected, values.Select(value => OnnxText.Shape(model[value].Shape)));
        }

        Assert.Equal(facts.GetProperty("opset").GetInt32(), model.Model.Opset);
        AssertDataInputs(facts, model);
    }

    [Theory]
    [MemberData(nameof(BrokenMinis))]
    public void A_broken_file_is_named_with_what_is_wrong(string name)
    {
        InputException problem = Assert.Throws<InputException>(() => ShapeInference.Infer(OnnxReader.Read(name, OnnxFiles.Mini(name)), 2));
        Assert.StartsWith($"{name}: ", problem.Message, StringComparison.Ordinal);
        foreach (JsonElement word in OnnxFiles.MiniFacts[name].GetProperty("message_must_name").EnumerateArray())
            Assert.Contains(word.GetString()!, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alexnet")]
    [InlineData("mobilenet_v2")]
    [InlineData("resnet18")]
    [InlineData("resnet18_train")]
    public void Weights_may_be_inputs_of_the_graph(string name)
    {
        ShapedModel model = ShapeInference.Infer(OnnxReader.Read(name, OnnxFiles.Bytes($"onnx/{name}.onnx.gz")), 1);
        JsonElement facts = JsonDocument.Parse(OnnxFiles.Bytes("onnx/reference_layers.json.gz")).RootElement.GetProperty($"{name}.onnx");
        foreach (JsonElement layer in facts.GetProperty("layers").EnumerateArray())
        {
            OnnxNode node = Assert.Single(model.Model.Nodes, node => node.Name == layer.GetProperty("name").GetString());
            if (layer.TryGetProperty("inp", out JsonElement input))
                AssertShape(input, model[node.Inputs[0]]);
            AssertShape(layer.GetProperty("w"), model[node.Inputs[1]]);
            AssertShape(layer.GetProperty("out"), model[node.Outputs[0]]);
            Assert.True(model[node.Inputs[1]].IsConstant);
            Assert.False(model[node.Outputs[0]].IsConstant);
        }

        Assert.Equal<string>(["input"], model.DataInputs);
        Assert.Equal<long>([1, 1000], model[model.Model.Outputs[0]].Shape);
        Assert.Equal<long>([3, 1000], ShapeInference.Infer(model.Model, 3)[model.Model.Outputs[0]].Shape);
    }

    private static void AssertShape(JsonElement expected, OnnxValue value) =>
        Assert.Equal(expected.EnumerateArray().Select(size => size.GetInt64()), value.Shape);

    private static void AssertDataInputs(JsonElement facts, ShapedModel model)
    {
        Assert.Equal(facts.GetProperty("data_inputs").EnumerateObject().Select(input => input.Name), model.DataInputs);
        Assert.Equal(facts.GetProperty("outputs").EnumerateObject().Select(output => output.Name), model.Model.Outputs);
    }

    private static string Row(ShapedModel model, OnnxNode node)
    {
        ImmutableArray<string> shapes = [.. node.Outputs.Select(output => OnnxText.Shape(model[output].Shape))];
        return string.Create(CultureInfo.InvariantCulture, $"{node.Index},{node.Name},{node.Operator},{string.Join(';', shapes)}");
    }
}
