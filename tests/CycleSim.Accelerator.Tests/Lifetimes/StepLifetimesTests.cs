using System.Collections.Immutable;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Lifetimes;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Lifetimes;

/// <summary>Stays of data against every access of a run.</summary>
public class StepLifetimesTests
{
    private const long KiB = 1024;

    [Theory]
    [InlineData("lenet5-28x28-mnist", 4, 40)]
    [InlineData("lenet5-28x28-mnist", 4, 400)]
    [InlineData("lenet5-28x28-mnist", 4, 8192)]
    [InlineData("vit-tiny-mnist", 1, 2048)]
    public void Every_read_falls_into_a_stay_and_every_stay_ends_with_a_use(string network, int batch, long kib)
    {
        var reads = new List<(int Tensor, long Cycle)>();
        StepResult result = Run(TestMachines.With(32, 32, banks: 16), network, batch, kib, access =>
        {
            if (access.Kind == AccessKind.Read)
                reads.Add((access.Tensor, access.Cycle));
        });
        ILookup<int, DataStay> stays = StepLifetimes.Of(result).Stays.ToLookup(stay => stay.Tensor.Id);
        Assert.NotEmpty(reads);
        Assert.All(reads, read => Assert.Contains(
            stays[read.Tensor], stay => stay.StartCycle <= read.Cycle && read.Cycle <= stay.EndCycle));
        long[] ends = Ends(result);
        Assert.All(stays.SelectMany(stay => stay), stay =>
        {
            int last = Array.IndexOf(ends, stay.EndCycle);
            Assert.True(
                last == ends.Length - 1 || result.Program.Operations[last].Reads.Contains(stay.Tensor) || IsStored(result, last, stay),
                $"{stay.Tensor.Name} ends with operation {last}, which does not read it");
        });
    }

    [Fact]
    public void What_is_written_in_parts_lives_from_the_first_part_to_the_last_read()
    {
        StepResult result = Run(TestMachines.With(32, 32, banks: 64), "resnet18-cifar10", 1, 64 * KiB, null);
        ImmutableArray<StepOperation> operations = result.Program.Operations;
        long[] ends = Ends(result);
        GemmOperation phase = operations.OfType<GemmOperation>().First(gemm =>
            gemm.Part.StartsWith("igrad", StringComparison.Ordinal) && gemm.M * gemm.N * gemm.Count < gemm.Output.Tensor.Words);
        TensorSpec error = phase.Output.Tensor;
        int first = Enumerable.Range(0, operations.Length).First(i => operations[i].Writes.Contains(error));
        int last = Enumerable.Range(0, operations.Length).Last(i => operations[i].Reads.Contains(error));
        DataStay content = StepLifetimes.Of(result).Contents.Where(stay => stay.Tensor == error).MinBy(stay => stay.StartCycle);
        Assert.Equal((first == 0 ? 0 : ends[first - 1], ends[last]), (content.StartCycle, content.EndCycle));
    }

    [Fact]
    public void Where_transfers_overlap_stays_reach_into_the_neighbours()
    {
        MachineSpec machine = TestMachines.With(32, 32, banks: 64) with
        {
            Residency = "tiled",
            Ordering = "overlapped",
            Overlap = OverlapSpec.PingPong,
        };
        StepResult result = Run(machine, "lenet5-28x28-mnist", 4, 96, null);
        long[] ends = Ends(result);
        DataStay tile = StepLifetimes.Of(result).Stays.First(stay => stay.IsTile && stay.StartCycle > 0);
        int before = Array.IndexOf(ends, tile.StartCycle) + 1;
        Assert.Equal(ends[before + 2], tile.EndCycle);
    }

    [Fact]
    public void Weights_that_stay_are_idle_between_their_passes()
    {
        StepResult result = Run(TestMachines.With(32, 32, banks: 16), "lenet5-28x28-mnist", 4, 8192, _ => { });
        StepLifetimes lifetimes = StepLifetimes.Of(result);
        DataStay weight = lifetimes.Of(TensorRole.Weight).Where(stay => stay.Tensor.Name == "conv1.weight").MaxBy(stay => stay.Cycles);
        StepOperation[] uses = [.. result.Program.Operations.Where(operation => operation.Reads.Contains(weight.Tensor))];
        Assert.True(uses.Length > 1);
        Assert.InRange(weight.IdleShare, 0.5, 1);
        Assert.True(weight.UsedCycles < weight.Cycles);
        DataStay error = lifetimes.Of(TensorRole.Error).MinBy(stay => stay.Cycles);
        Assert.True(error.Cycles < weight.Cycles);
    }

    [Fact]
    public void Tiles_stay_no_longer_than_their_operation()
    {
        MachineSpec machine = TestMachines.With(32, 32, banks: 64) with { Residency = "tiled" };
        StepResult result = Run(machine, "lenet5-28x28-mnist", 4, 96, null);
        ImmutableArray<DataStay> stays = StepLifetimes.Of(result).Stays;
        long[] ends = Ends(result);
        Assert.Contains(stays, stay => stay.IsTile);
        Assert.All(stays.Where(stay => stay.IsTile), stay =>
        {
            int operation = Array.IndexOf(ends, stay.EndCycle);
            Assert.Equal(result.Operations[operation].Cycles.Total, stay.Cycles);
            Assert.Equal(0, stay.IdleShare);
        });
    }

    private static bool IsStored(StepResult result, int operation, DataStay stay) =>
        result.Plan.Operations[operation].Before.Any(transfer => transfer.Tensor == stay.Tensor);

    private static long[] Ends(StepResult result)
    {
        var ends = new long[result.Operations.Length];
        long cycle = 0;
        for (int i = 0; i < ends.Length; i++)
            ends[i] = cycle += result.Operations[i].Cycles.Total;
        return ends;
    }

    private static StepResult Run(MachineSpec machine, string network, int batch, long kib, Action<ScratchpadAccess>? observe)
    {
        var simulator = new TrainingStepSimulator(
            TestMachines.Lower(network, batch), machine, MemoryTechnologyLoader.Load("sram"), 3 * kib * KiB);
        if (observe is not null)
            simulator.Hooks.ScratchpadAccess.Subscribe((in ScratchpadAccess access) => observe(access));
        return simulator.Run();
    }
}
