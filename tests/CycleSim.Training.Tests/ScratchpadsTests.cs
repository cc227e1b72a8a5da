using CycleSim.Training.Errors;
using CycleSim.Training.Native;
using CycleSim.Training.Running;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Tests;

/// <summary>
/// What a write meets, seen by the words that differ from it. Numbers are 1, whose lowest exponent bit is set, or 2, whose is not.
/// </summary>
public sealed class ScratchpadsTests : IDisposable
{
    private const int Bit = 23;

    private static readonly Network LeNet = NetworkLoader.Load("lenet5-28x28-mnist");

    private readonly DisposeScope _scope;
    private readonly TrafficRecorder _recorder = new(new HashSet<long> { 0 });

    public ScratchpadsTests()
    {
        TorchLibrary.Load(1);
        _scope = torch.NewDisposeScope();
    }

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_tensor_in_its_own_place_meets_itself_as_it_was_stored_last()
    {
        using Scratchpads scratchpads = Make(OldContent.Own);
        Assert.Equal(2UL, Toggled(scratchpads, 0, 1, 2, 1));
        Assert.Equal(1UL, Toggled(scratchpads, 1, 1, 2));
        Assert.Equal(0UL, Toggled(scratchpads, 0, 1, 2, 1));
        Assert.Equal(3UL, Toggled(scratchpads, 0, 2, 1, 2));
    }

    [Fact]
    public void In_a_shared_buffer_a_tensor_meets_all_that_was_stored_there_before()
    {
        using Scratchpads scratchpads = Make(OldContent.Shared);
        Assert.Equal(2UL, Toggled(scratchpads, 0, 1, 2, 1));
        Assert.Equal(2UL, Toggled(scratchpads, 1, 2, 1));
        // 2 and 1 of the tensor before, 1 of the first, and a word that was never written.
        Assert.Equal(0UL, Toggled(scratchpads, 2, 2, 1, 1, 2));
        Assert.Equal(4UL, Toggled(scratchpads, 0, 1, 2, 2, 1));
    }

    [Fact]
    public void Activations_and_errors_share_nothing()
    {
        using Scratchpads scratchpads = Make(OldContent.Shared);
        Toggled(scratchpads, 0, 1, 1);
        scratchpads.StoreError(0, torch.tensor(new[] { 1f, 1 }));
        Assert.Equal(2UL, _recorder.Traffic.Steps[0].Tensors[^1].Toggled[Bit]);
    }

    [Theory]
    [InlineData(OldContent.Own)]
    [InlineData(OldContent.Shared)]
    public void A_write_that_fails_leaves_what_was_there(OldContent content)
    {
        BitMap map = BitMap.Exact.With([Bit], 1);
        var errors = new WriteErrors(new WriteErrorSpec(ErrorModelNames.StuckAtOld, map, map, map), 1);
        using var scratchpads = new Scratchpads(errors, LeNet, content);
        torch.Tensor tensor = torch.tensor(new[] { 1f, 2 });
        scratchpads.StoreActivation(0, tensor);
        Assert.Equal([0.5f, 2], tensor.data<float>().ToArray());
    }

    private ulong Toggled(Scratchpads scratchpads, int layer, params float[] values)
    {
        scratchpads.StoreActivation(layer, torch.tensor(values));
        return _recorder.Traffic.Steps[0].Tensors[^1].Toggled[Bit];
    }

    private Scratchpads Make(OldContent content) => new(new WriteErrors(WriteErrorSpec.None, 1), LeNet, content) { Recorder = _recorder };
}
