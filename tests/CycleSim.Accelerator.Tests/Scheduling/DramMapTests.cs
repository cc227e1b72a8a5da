using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Dram.Parts;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Scheduling;

/// <summary>Tensors that are alive at the same time never share an address.</summary>
public class DramMapTests
{
    private static readonly DramSpec Dram = TestMachines.Paper.Dram;

    [Theory]
    [InlineData("resnet18-cifar10", 4)]
    [InlineData("vgg16-3fc4096-cifar100", 3)]
    [InlineData("lenet5-32x32-mnist", 9)]
    public void Living_tensors_do_not_overlap(string network, int batch)
    {
        StepProgram program = TestMachines.Lower(network, batch);
        AssertDisjoint(program);
        AssertDisjoint(program.Restrict(3, program.Network.Layers.Count / 2));
    }

    [Fact]
    public void Addresses_are_used_again_when_a_tensor_is_dead()
    {
        StepProgram program = TestMachines.Lower("vgg16-cifar10", 8);
        TensorLayout[] layouts = TestMachines.Layouts(program, TestMachines.Paper);
        var map = new DramMap(program, layouts, TestMachines.Paper);
        Assert.True(program.Tensors.Max(tensor => map.BaseOf(tensor) + layouts[tensor.Id].Lines) < layouts.Sum(layout => layout.Lines));
    }

    [Fact]
    public void A_part_that_is_too_small_is_an_error_that_names_the_tensor()
    {
        StepProgram program = TestMachines.Lower("vgg16-cifar10", 8);
        TensorLayout[] layouts = TestMachines.Layouts(program, TestMachines.Paper);
        MachineSpec small = TestMachines.Paper with { Dram = Dram with { Rows = 64 } };
        string message = Assert.Throws<InputException>(() => new DramMap(program, layouts, small)).Message;
        Assert.Contains("8 MiB", message, StringComparison.Ordinal);
        Assert.Contains("vgg16-cifar10 at batch 8", message, StringComparison.Ordinal);
    }

    private static void AssertDisjoint(StepProgram program)
    {
        TensorLayout[] layouts = TestMachines.Layouts(program, TestMachines.Paper);
        var map = new DramMap(program, layouts, TestMachines.Paper);
        for (int i = 0; i < program.Operations.Length; i++)
        {
            (long Start, long End)[] alive = [.. program.Tensors.Where(tensor => IsAlive(program, tensor, i))
                .Select(tensor => (map.BaseOf(tensor), map.BaseOf(tensor) + layouts[tensor.Id].Lines)).Order()];
            Assert.All(alive, start => Assert.Equal(0, start.Start % Dram.Columns));
            for (int j = 1; j < alive.Length; j++)
                Assert.True(alive[j].Start >= alive[j - 1].End);
            Assert.InRange(alive[^1].End, 1, Dram.CapacityBytes / Dram.BurstBytes);
        }
    }

    private static bool IsAlive(StepProgram program, TensorSpec tensor, int operation)
    {
        bool before = program.InDramBefore.Contains(tensor.Id) || Uses(program, tensor, 0, operation + 1);
        bool after = program.NeededAfter.Contains(tensor.Id) || Uses(program, tensor, operation, program.Operations.Length);
        return before && after;
    }

    private static bool Uses(StepProgram program, TensorSpec tensor, int from, int to) => Enumerable.Range(from, to - from)
        .Any(i => program.Operations[i].Reads.Contains(tensor) || program.Operations[i].Writes.Contains(tensor));
}
