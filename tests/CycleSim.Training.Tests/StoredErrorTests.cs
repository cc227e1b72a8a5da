using CycleSim.Configuration.Json;
using CycleSim.Training.Native;
using CycleSim.Training.Networks;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Tests;

/// <summary>Which errors are stored, and whether the mask of the ReLU is in them.</summary>
public sealed class StoredErrorTests
{
    private const string Network = """
        {"name": "n", "description": "a net", "source": "a book", "input": {"channels": 2, "height": 4, "width": 4},
         "classes": 3, "layers": [
        {"name": "conv1", "type": "conv", "out_channels": 4, "kernel": 3, "padding": 1},
        {"name": "conv1.relu", "type": "relu"},
        {"name": "conv2", "type": "conv", "out_channels": 4, "kernel": 3, "padding": 1, "bias": false},
        {"name": "bn2", "type": "batch_norm"},
        {"name": "bn2.relu", "type": "relu"},
        {"name": "conv3", "type": "conv", "out_channels": 4, "kernel": 3, "padding": 1, "bias": false},
        {"name": "bn3", "type": "batch_norm"},
        {"name": "add", "type": "add", "inputs": ["bn3", "conv1.relu"]},
        {"name": "add.relu", "type": "relu"},
        {"name": "conv4", "type": "conv", "out_channels": 4, "kernel": 1},
        {"name": "bn4", "type": "batch_norm"},
        {"name": "bn4.relu", "type": "relu"},
        {"name": "last", "type": "add", "inputs": ["bn4.relu", "add.relu"]},
        {"name": "fc", "type": "fc", "out_features": 3},
        {"name": "loss", "type": "softmax_loss"}]}
        """;

    public StoredErrorTests() => TorchLibrary.Load(1);

    [Fact]
    public void Errors_that_a_residual_add_hands_on_as_they_are_are_not_stored_again()
    {
        // bn3 and bn4 (with its ReLU) feed an add alone; conv1 and the first add feed one too, but a mask and a sum make them other
        // tensors.
        using TorchNetwork network = Build();
        Assert.Equal(
            ["conv1", "conv2", "bn2", "conv3", "add", "conv4", "last", "fc"],
            network.Description.Layers.Where(layer => network.HasStoredError(layer.Index)).Select(layer => layer.Name));
        Assert.Equal(
            network.Description.Layers.Where(layer => network.HasStoredError(layer.Index)).Select(layer => layer.Index),
            Backward(network).Errors.Keys.Order());
    }

    [Fact]
    public void An_error_is_masked_before_it_is_stored_but_not_behind_batch_normalisation()
    {
        using TorchNetwork network = Build();
        Recorder seen = Backward(network);
        foreach ((int index, float[] error) in seen.Errors)
        {
            Layer layer = network.Description.Layers[index];
            float[] output = seen.Activations[index].data<float>().ToArray();
            float[] gradient = seen.Activations[index].grad!.data<float>().ToArray();
            bool isMasked = layer.Relu && layer.Kind != LayerKinds.BatchNorm;
            Assert.Equal(gradient.Zip(output, (slope, value) => isMasked && value <= 0 ? 0 : slope), error);
            if (layer.Relu)
                Assert.Contains(gradient.Zip(output), pair => pair.Second == 0 && pair.First != 0);
        }

        Assert.Equal(["conv1", "bn2", "add", "bn4"], network.Description.Layers.Where(layer => layer.Relu).Select(layer => layer.Name));
    }

    [Theory]
    [InlineData("bn2")]
    [InlineData("add")]
    public void What_becomes_of_a_stored_error_is_what_the_layers_before_it_get(string erased)
    {
        using TorchNetwork network = Build();
        int index = network.Description.Layers.Single(layer => layer.Name == erased).Index;
        Recorder seen = Backward(network, index);
        NamedTensor before = network.Parameters.Single(parameter => parameter.Name == "conv2.weight");
        Assert.Equal(0f, before.Values.grad!.abs().max().item<float>());
        NamedTensor behind = network.Parameters.Single(parameter => parameter.Name == "conv4.weight");
        Assert.NotEqual(0f, behind.Values.grad!.abs().max().item<float>());
        Assert.Contains(seen.Errors[index], error => error != 0);
    }

    /// <summary>At batch 1 a part of an error lies in one piece, as a tensor of its own does.</summary>
    [Theory]
    [InlineData("concat", "\"inputs\": [\"s\", \"t\"]")]
    [InlineData("concat", "\"inputs\": [\"t\", \"s\"]")]
    [InlineData("class_token", "\"input\": \"t\"")]
    public void What_becomes_of_a_stored_part_of_an_error_is_no_change_of_the_whole(string type, string keys)
    {
        string axis = type == "concat" ? "" : """{"name": "seq", "type": "to_sequence"}, """;
        using var network = new TorchNetwork(NetworkLoader.Read(ConfigDocument.Parse(
            $$"""
            {"name": "n", "description": "a net", "source": "a book", "input": {"channels": 2, "height": 4, "width": 4},
             "classes": 3, "layers": [{"name": "conv", "type": "conv", "out_channels": 4, "kernel": 1}, {{axis}}
            {"name": "s", "type": "sigmoid"}, {"name": "t", "type": "tanh"}, {"name": "x", "type": "{{type}}", {{keys}}},
            {"name": "fc", "type": "fc", "out_features": 3}, {"name": "loss", "type": "softmax_loss"}]}
            """,
            "n.json")), 1);
        int index = network.Description.Layers.Single(layer => layer.Name == "t").Index;
        var store = new Recorder(index);
        torch.Tensor images = torch.arange(32, torch.float32).mul(0.7f).sin().reshape(1, 2, 4, 4);
        torch.nn.functional.cross_entropy(network.Forward(images, store), torch.tensor([0L])).backward();
        Assert.Contains(store.Errors[index], error => error != 0);
        torch.Tensor whole = store.ErrorTensors[index + 1];
        Assert.Equal(store.Errors[index + 1], whole.data<float>().ToArray());
    }

    private static TorchNetwork Build() => new(NetworkLoader.Read(ConfigDocument.Parse(Network, "n.json")), 1);

    private static Recorder Backward(TorchNetwork network, int erased = -1)
    {
        var store = new Recorder(erased);
        torch.Tensor images = torch.arange(96, torch.float32).mul(0.7f).sin().reshape(3, 2, 4, 4);
        torch.Tensor scores = network.Forward(images, store);
        torch.nn.functional.cross_entropy(scores, torch.tensor([0L, 1, 2])).backward();
        return store;
    }

    private sealed class Recorder(int erased) : IStoredTensors
    {
        public Dictionary<int, torch.Tensor> Activations { get; } = [];

        public Dictionary<int, float[]> Errors { get; } = [];

        public Dictionary<int, torch.Tensor> ErrorTensors { get; } = [];

        public void StoreActivation(int layer, torch.Tensor values)
        {
            values.retain_grad();
            Activations.Add(layer, values);
        }

        public void StoreError(int layer, torch.Tensor values)
        {
            Errors.Add(layer, values.data<float>().ToArray());
            ErrorTensors.Add(layer, values.alias());
            if (layer == erased)
                values.bytes.Clear();
        }
    }
}
