using CycleSim.Configuration.Models;
using CycleSim.Training.Native;
using CycleSim.Training.Networks;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Tests;

public sealed class TorchNetworkTests
{
    // Larger ones consist of the same kinds of layers, and drawing their weights takes long.
    private const long MaxParameters = 50_000_000;

    public static TheoryData<string> Shipped =>
        [.. ModelStore.Names(ModelKind.Networks).Where(name => NetworkLoader.Load(name).Parameters < MaxParameters)];

    public TorchNetworkTests() => TorchLibrary.Load(1);

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_shipped_network_has_the_parameters_that_the_simulator_moves(string name)
    {
        Network description = NetworkLoader.Load(name);
        using var network = new TorchNetwork(description, 1);
        Assert.Equal(description.Parameters, network.ParameterCount);
        StepProgram program = WorkloadLoader.Of(description).Lower(1);
        long moved = program.Tensors.Where(tensor => program.NeededAfter.Contains(tensor.Id)).Sum(tensor => tensor.Words);
        Assert.Equal(moved, network.ParameterCount);
    }

    [Theory]
    [InlineData("lenet5-28x28-mnist")]
    [InlineData("resnet18-cifar10")]
    public void Tensors_are_stored_once_with_the_shapes_that_the_simulator_stores(string name)
    {
        Network description = NetworkLoader.Load(name);
        using var network = new TorchNetwork(description, 1);
        var store = new Recorder();
        FeatureMap input = description.Input;
        using (torch.NewDisposeScope())
        {
            torch.Tensor scores = network.Forward(torch.ones(2, input.Channels, input.Height, input.Width), store);
            torch.nn.functional.cross_entropy(scores, torch.zeros(2, torch.int64)).backward();
        }

        StepProgram program = TrainingStepLowering.Lower(description, 2);
        Assert.Equal(Stored(program, ".out"), store.Activations.OrderBy(pair => pair.Layer));
        Assert.Equal(Stored(program, ".error").Select(pair => pair.Layer).Distinct(), store.Errors.Select(pair => pair.Layer).Order());
        Assert.Equal(Stored(program, ".error").Distinct(), store.Errors.OrderBy(pair => pair.Layer));
    }

    [Fact]
    public void A_stored_value_that_changes_is_what_forward_and_backward_pass_use()
    {
        Network description = NetworkLoader.Load("lenet5-28x28-mnist");
        using var network = new TorchNetwork(description, 1);
        using torch.Tensor images = torch.ones(2, 1, 28, 28);
        int last = description.Layers.Single(layer => layer.Name == "fc2").Index;
        using torch.Tensor scores = network.Forward(images, new Eraser(last));
        scores.sum().backward();
        NamedTensor weight = network.Parameters.Single(parameter => parameter.Name == "fc3.weight");

        // With an erased input only the bias is left, which starts at zero, and no weight of the last layer has a gradient.
        Assert.Equal(0f, scores.abs().max().item<float>());
        Assert.Equal(0f, weight.Values.grad!.abs().max().item<float>());
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        Network description = NetworkLoader.Load("lenet5-28x28-mnist");
        using TorchNetwork one = new(description, 1), same = new(description, 1), other = new(description, 2);
        Assert.Equal(one.Parameters[0].Values.bytes.ToArray(), same.Parameters[0].Values.bytes.ToArray());
        Assert.NotEqual(one.Parameters[0].Values.bytes.ToArray(), other.Parameters[0].Values.bytes.ToArray());
    }

    private static IEnumerable<(int Layer, long Words)> Stored(StepProgram program, string ending) => program.Tensors
        .Where(tensor => tensor.Name.EndsWith(ending, StringComparison.Ordinal) && tensor.Layer >= 0)
        .Select(tensor => (tensor.Layer, tensor.Words))
        .OrderBy(pair => pair.Layer);

    private sealed class Recorder : IStoredTensors
    {
        public List<(int Layer, long Words)> Activations { get; } = [];

        public List<(int Layer, long Words)> Errors { get; } = [];

        public void StoreActivation(int layer, torch.Tensor values) => Activations.Add((layer, values.numel()));

        public void StoreError(int layer, torch.Tensor values) => Errors.Add((layer, values.numel()));
    }

    private sealed class Eraser(int erased) : IStoredTensors
    {
        public void StoreActivation(int layer, torch.Tensor values)
        {
            if (layer == erased)
                values.bytes.Clear();
        }

        public void StoreError(int layer, torch.Tensor values)
        {
        }
    }
}
