using CycleSim.Platform;
using CycleSim.Training.Networks;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Tests;

/// <summary>Narrow networks have the layers of the full one with a share of their outputs.</summary>
public sealed class NarrowNetworkTests
{
    [Theory]
    [InlineData("alexnet-cifar10")]
    [InlineData("vgg16-cifar100")]
    [InlineData("resnet18-cifar10")]
    public void Every_layer_but_the_classifier_keeps_a_quarter(string name)
    {
        Network whole = NetworkLoader.Load(name);
        Network narrow = NarrowNetwork.Load(name, 0.25);
        Assert.Equal($"{name}-width-0.25", narrow.Name);
        Assert.Equal(
            whole.Layers.Select(layer => (layer.Name, layer.Kind.Type)), narrow.Layers.Select(layer => (layer.Name, layer.Kind.Type)));
        int last = whole.Layers.Last(layer => layer.IsGemm).Index;
        Assert.All(whole.Layers.Zip(narrow.Layers).Take(last), pair => Assert.Equal(
            pair.First.Output with { Channels = pair.First.Output.Channels / 4 }, pair.Second.Output));
        Assert.Equal(whole.Classes, narrow.Layers[last].Output.Channels);
        Assert.InRange((double)whole.Parameters / narrow.Parameters, 13, 16);
    }

    [Fact]
    public void The_whole_width_is_the_network_itself() =>
        Assert.Equal(NetworkLoader.Load("resnet18-cifar10").Name, NarrowNetwork.Load("resnet18-cifar10", 1).Name);

    [Theory]
    [InlineData(10, 0.1, 1)]
    [InlineData(10, 0.7, 7)]
    [InlineData(100, 0.07, 7)]
    [InlineData(100, 0.29, 29)]
    [InlineData(1000, 0.001, 1)]
    [InlineData(8, 0.125, 1)]
    [InlineData(6, 0.3333333333333333, 2)]
    [InlineData(300, 0.6666666667, 200)]
    public void A_share_is_the_decimal_number_that_was_written(int channels, double width, int kept)
    {
        string folder = Directory.CreateTempSubdirectory("cyclesim-narrow-").FullName;
        string path = Path.Combine(folder, "small.json");
        File.WriteAllText(path, $$"""
            {
              "name": "small", "description": "for a test", "source": "none", "classes": 10,
              "input": { "channels": 1, "height": 8, "width": 8 },
              "layers": [
                { "name": "conv", "type": "conv", "out_channels": {{channels}}, "kernel": 3, "stride": 1, "padding": 1, "bias": false },
                { "name": "fc", "type": "fc", "out_features": 10, "bias": true },
                { "name": "loss", "type": "softmax_loss" }
              ]
            }
            """);
        try
        {
            Assert.Equal(kept, NarrowNetwork.Load(path, width).Layers[0].Output.Channels);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("alexnet-cifar10", 0.3, "--width 0.3: layer \"conv1\" has 64 out_channels and would have 19.2")]
    [InlineData("alexnet-cifar10", 0, "--width 0: layer \"conv1\" has 64 out_channels and would have 0")]
    [InlineData("vit-tiny-cifar10", 0.5, "--width 0.5: vit-tiny-cifar10 has layer")]
    public void What_has_no_such_width_is_refused(string name, double width, string message) =>
        Assert.StartsWith(message, Assert.Throws<InputException>(() => NarrowNetwork.Load(name, width)).Message, StringComparison.Ordinal);
}
