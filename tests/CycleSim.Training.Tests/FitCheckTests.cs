using CycleSim.Configuration.Json;
using CycleSim.Training.Running;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Tests;

/// <summary>Batches whose tensors have less than 2 GiB; evaluations, whose batch nobody chooses, keep to them, too.</summary>
public sealed class FitCheckTests
{
    private const long MaxWords = (1L << 31) / sizeof(float) - 1;

    [Theory]
    [InlineData("""{"name": "a", "type": "conv", "out_channels": 3000, "kernel": 1}""", 16 * 16 * 3000)]
    [InlineData("""{"name": "a", "type": "upsample", "factor": 64}, {"name": "b", "type": "global_avg_pool"}""", 16 * 16 * 4 * 64 * 64)]
    [InlineData("""{"name": "a", "type": "to_sequence"}, {"name": "b", "type": "attention", "heads": 4}""", 4 * 256 * 256)]
    [InlineData(
        """
        {"name": "a", "type": "conv", "out_channels": 4000, "kernel": 1}, {"name": "b", "type": "to_sequence"},
        {"name": "c", "type": "attention", "heads": 4, "kv_heads": 2, "packed": true}
        """,
        16 * 16 * 2 * 4000)]
    public void A_batch_is_as_large_as_its_largest_tensor_allows(string layers, long words)
    {
        Network network = NetworkLoader.Read(ConfigDocument.Parse(
            $$"""
            {"name": "n", "description": "a net", "source": "a book", "input": {"channels": 4, "height": 16, "width": 16}, "classes": 3,
             "layers": [{{layers}}, {"name": "fc", "type": "fc", "out_features": 3}, {"name": "loss", "type": "softmax_loss"}]}
            """,
            "n.json"));
        Assert.Equal(MaxWords / words, FitCheck.LargestBatch(network));
        Assert.InRange(FitCheck.LargestBatch(network), 1, 2047);
    }

    [Theory]
    [InlineData("lenet5-28x28-mnist")]
    [InlineData("vit-tiny-mnist")]
    public void Evaluations_of_small_networks_are_not_cut_smaller(string name) =>
        Assert.True(FitCheck.LargestBatch(NetworkLoader.Load(name)) >= 500);
}
