using CycleSim.Accelerator.Scheduling;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Scheduling;

public class TensorLifetimeTests
{
    [Fact]
    public void A_tensor_lives_from_its_first_to_its_last_use()
    {
        StepProgram program = TestMachines.Lower("lenet5-28x28-mnist", 4);
        TensorLifetime[] lifetimes = TensorLifetime.Of(program);
        foreach (TensorSpec tensor in program.Tensors)
        {
            int[] uses = [.. Enumerable.Range(0, program.Operations.Length)
                .Where(i => program.Operations[i].Reads.Contains(tensor) || program.Operations[i].Writes.Contains(tensor))];
            int first = program.InDramBefore.Contains(tensor.Id) ? 0 : uses[0];
            int last = program.NeededAfter.Contains(tensor.Id) ? int.MaxValue : uses[^1];
            Assert.Equal(new TensorLifetime(first, last), lifetimes[tensor.Id]);
        }
    }

    [Fact]
    public void Tensors_of_left_out_layers_are_unused()
    {
        StepProgram program = TestMachines.Lower("lenet5-28x28-mnist", 4).Restrict(0, 0);
        TensorLifetime[] lifetimes = TensorLifetime.Of(program);
        HashSet<int> used = [.. program.Operations.SelectMany(operation => operation.Reads.Concat(operation.Writes)).Select(t => t.Id)];
        Assert.True(used.Count < program.Tensors.Length);
        Assert.All(program.Tensors, tensor => Assert.Equal(used.Contains(tensor.Id), lifetimes[tensor.Id].IsUsed));
    }
}
