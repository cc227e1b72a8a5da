using CsCheck;
using CycleSim.Configuration.Json;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Tests.Networks;

public class NetworkLoaderTests
{
    private const string Fc = """{"name": "fc", "type": "fc", "out_features": 10}""";
    private const string Loss = """{"name": "loss", "type": "softmax_loss"}""";

    [Fact]
    public void Defaults_are_those_of_pytorch()
    {
        Network network = Parse(
            """{"name": "c", "type": "conv", "out_channels": 4, "kernel": 3}""",
            """{"name": "p", "type": "avg_pool", "kernel": 4}""",
            Fc,
            Loss);
        Layer[] layers = [.. network.Layers];
        Assert.Equal(("n", "a net; a book"), (network.Name, network.Description));
        Assert.Equal((new FeatureMap(3, 8, 9), 10), (network.Input, network.Classes));
        Assert.Equal((new FeatureMap(4, 6, 7), true), (layers[0].Output, layers[0].Bias));
        Assert.Equal((3, 1, 0), (layers[0].Kernel, layers[0].Stride, layers[0].Padding));
        Assert.Equal((new FeatureMap(4, 1, 1), 4, 4, 0), (layers[1].Output, layers[1].Kernel, layers[1].Stride, layers[1].Padding));
        Assert.Equal((new FeatureMap(4, 1, 1), 1, true), (layers[2].Input, layers[2].Kernel, layers[2].Bias));
        Assert.Equal([0, 1, 2, 3], layers.Select(layer => layer.Index));
        Assert.Equal([-1, 0, 1, 2], layers.Select(layer => layer.Inputs.Single()));
        Assert.Equal((new FeatureMap(10, 1, 1), 0L), (layers[3].Output, layers[3].Parameters));
    }

    [Fact]
    public void Relu_is_fused_and_its_name_means_the_producer()
    {
        Network network = Parse(
            """{"name": "c", "type": "conv", "out_channels": 3, "kernel": 1}""",
            """{"name": "r", "type": "relu"}""",
            """{"name": "a", "type": "add", "inputs": ["r", "images"]}""",
            """{"name": "ar", "type": "relu", "input": "a"}""",
            Fc,
            Loss);
        Assert.Equal(["c", "a", "fc", "loss"], network.Layers.Select(layer => layer.Name));
        Assert.Equal([true, true, false, false], network.Layers.Select(layer => layer.Relu));
        Assert.Equal([0, Network.InputIndex], [.. network.Layers[1].Inputs]);
        Assert.Equal([1], [.. network.Layers[2].Inputs]);
    }

    [Theory]
    [InlineData("""{"name": "p", "type": "max_pool", "kernel": 2}""", 1)]
    [InlineData("""{"name": "p", "type": "relu"}""", 0)]
    public void Relu_that_cannot_be_fused_is_a_layer(string before, int producer)
    {
        const string Conv = """{"name": "c", "type": "conv", "out_channels": 3, "kernel": 1}""";
        Network network = Parse(Conv, before, """{"name": "r", "type": "relu"}""", Fc, Loss);
        Layer layer = network.Layers[producer + 1];
        Assert.Equal(("r", "relu", false), (layer.Name, layer.Kind.Type, layer.Relu));
        Assert.Equal(network.Layers[producer].Output, layer.Output);
        Assert.Equal([producer], [.. layer.Inputs]);

        // It reads its input and writes its output; backward, it reads the error and its output, whose zeros are the mask.
        const int Batch = 2;
        long words = Batch * layer.Output.Words;
        VectorRow[] rows = [.. TrainingStepRows.Of(WorkloadLoader.Of(network).GraphOf(Batch)).Vectors.Where(row => row.Layer == "r")];
        Assert.Equal([("fwd", words, words, words), ("igrad", words, 2 * words, words)],
            rows.Select(row => (row.Pass, row.Elements, row.WordsRead, row.WordsWritten)));
    }

    [Fact]
    public void Relu_of_a_layer_that_others_use_is_a_layer()
    {
        Network network = Parse(
            """{"name": "c", "type": "conv", "out_channels": 3, "kernel": 1}""",
            """{"name": "p", "type": "conv", "out_channels": 3, "kernel": 1}""",
            """{"name": "r", "type": "relu", "input": "c"}""",
            """{"name": "a", "type": "add", "inputs": ["p", "r"]}""",
            Fc,
            Loss);
        Assert.Equal(["c", "p", "r", "a", "fc", "loss"], network.Layers.Select(layer => layer.Name));
        Assert.DoesNotContain(network.Layers, layer => layer.Relu);
        Assert.Equal([0, 0], network.Layers.Skip(1).Take(2).Select(layer => layer.Inputs.Single()));
    }

    [Fact]
    public void Batch_normalisation_follows_any_image()
    {
        const string Norm = """{"name": "b", "type": "batch_norm"}""";
        Assert.Equal(new FeatureMap(3, 8, 9), Parse(Norm, Fc, Loss).Layers[0].Output);
        Assert.Equal(20, Parse(Fc, Norm, Loss).Layers[1].Parameters);
    }

    [Fact]
    public void One_pixel_is_added_to_all_of_an_image()
    {
        Network network = Parse(
            """{"name": "p", "type": "global_avg_pool"}""",
            """{"name": "a", "type": "add", "inputs": ["p", "images"]}""",
            Fc,
            Loss);
        Assert.Equal(network.Input, network.Layers[1].Output);
    }

    [Fact]
    public void Tokens_become_a_sequence()
    {
        Network network = NetworkLoader.Read(ConfigDocument.Parse(
            """
            {"name": "n", "input": {"tokens": 8}, "classes": 10, "layers": [
            {"name": "e", "type": "embedding", "vocabulary": 5, "features": 4},
            {"name": "l", "type": "linear", "out_features": 10},
            {"name": "loss", "type": "softmax_loss"}]}
            """,
            "n"));
        Assert.Equal("8 tokens", network.Input.ToString());
        Assert.Equal(["8x4", "8x10", "8x10"], network.Layers.Select(layer => layer.Output.ToString()));
        Assert.Equal([20, 50, 0], network.Layers.Select(layer => layer.Parameters));
    }

    [Fact]
    [Trait("kind", "property")]
    public void Windows_count_the_positions_that_fit() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 6], Gen.Int[1, 4], Gen.Int[0, 3]).ForAll((edge, kernel, stride, padding) =>
        {
            padding = Math.Min(padding, kernel - 1);
            int positions = Enumerable.Range(0, edge + 2 * padding).Count(at => at % stride == 0 && at + kernel <= edge + 2 * padding);
            string text = $$"""
                {"name": "n", "input": {"channels": 1, "height": {{edge}}, "width": {{edge}}}, "classes": 10, "layers": [
                {"name": "c", "type": "conv", "out_channels": 2, "kernel": {{kernel}}, "stride": {{stride}}, "padding": {{padding}}},
                {{Fc}}, {{Loss}}]}
                """;
            try
            {
                Assert.Equal(new FeatureMap(2, positions, positions),
                    NetworkLoader.Read(ConfigDocument.Parse(text, "n")).Layers[0].Output);
            }
            catch (InputException)
            {
                Assert.Equal(0, positions);
            }
        });

    [Fact]
    public void Unknown_networks_are_errors_that_list_the_shipped_ones()
    {
        string message = Assert.Throws<InputException>(() => NetworkLoader.Load("vgg16-cifar1000")).Message;
        Assert.StartsWith(
            "\"vgg16-cifar1000\" is not a model in models/networks; did you mean \"vgg16-cifar100\"?; available: alexnet-bearpaw-cifar10, ",
            message,
            StringComparison.Ordinal);
    }

    private static Network Parse(params string[] layers)
    {
        const string Head = """
            {"name": "n", "description": "a net", "source": "a book",
            "input": {"channels": 3, "height": 8, "width": 9}, "classes": 10,
            """;
        return NetworkLoader.Read(ConfigDocument.Parse($"{Head} \"layers\": [{string.Join(",\n", layers)}]}}", "n.json"));
    }

    /// <summary>Functions are spelled as the types of their layers; the names in rows of a step, without the line, are read too.</summary>
    [Theory]
    [InlineData("hard_sigmoid", "hard_swish")]
    [InlineData("hardsigmoid", "hardswish")]
    public void Functions_inside_a_layer_are_spelled_as_layers(string gate, string activation)
    {
        string layer = $$"""
            {"name": "se", "type": "squeeze_excitation", "channels": 2, "activation": "{{activation}}", "gate": "{{gate}}"}
            """;
        Network network = NetworkLoader.Read(ConfigDocument.Parse(
            $$"""
            {"name": "n", "input": {"channels": 3, "height": 8, "width": 8}, "classes": 10, "layers": [{{layer}}, {{Fc}}, {{Loss}}]}
            """,
            "n.json"));

        Assert.Equal(
            new SqueezeExcitation(2, ActivationFunctions.HardSwish, ActivationFunctions.HardSigmoid), network.Layers[0].Settings);
    }
}
