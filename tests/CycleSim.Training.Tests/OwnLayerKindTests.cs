using CycleSim.Configuration.Json;
using CycleSim.Extensions;
using CycleSim.Platform;
using CycleSim.Training.Layers;
using CycleSim.Training.Native;
using CycleSim.Training.Networks;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Tests;

/// <summary>A kind of layer from outside can be trained once its counterpart is registered; until then it is refused.</summary>
public sealed class OwnLayerKindTests
{
    public OwnLayerKindTests() => TorchLibrary.Load(1);

    [Fact]
    public void It_is_refused_without_a_counterpart_and_trained_with_one()
    {
        LayerKinds.Register(new ScaleLayer());
        Network description = NetworkLoader.Read(ConfigDocument.Parse(
            """
            {"name": "n", "input": {"channels": 3, "height": 1, "width": 1}, "classes": 3,
            "layers": [{"name": "s", "type": "scale"}, {"name": "l", "type": "softmax_loss"}]}
            """,
            "n.json"));
        Assert.StartsWith(
            "layer \"s\" is of the type scale, which cannot be trained; "
            + "allowed: conv, fc, max_pool, avg_pool, batch_norm, add, softmax_loss, conv_transpose, ",
            Assert.Throws<InputException>(() => new TorchNetwork(description, 1)).Message,
            StringComparison.Ordinal);

        TrainedLayerKinds.Register(new ScaleTraining());
        Assert.Throws<ArgumentException>(() => TrainedLayerKinds.Register(new ScaleTraining()));
        using var network = new TorchNetwork(description, 1);
        Assert.Equal(["s.weight"], network.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(description.Parameters, network.ParameterCount);
        using torch.Tensor images = torch.tensor([1f, 2f, 3f], [1, 3, 1, 1]);
        using torch.Tensor scores = network.Forward(images, store: null);
        Assert.Equal([2f, 4f, 6f], scores.data<float>().ToArray());
        scores.sum().backward();
        Assert.Equal([1f, 2f, 3f], network.Parameters[0].Values.grad!.data<float>().ToArray());
    }
}
