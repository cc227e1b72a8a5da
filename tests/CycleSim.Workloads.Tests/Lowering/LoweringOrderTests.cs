using CycleSim.Workloads.Files;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Tests.Networks;

namespace CycleSim.Workloads.Tests.Lowering;

/// <summary>What the shipped networks' operations read and write, and in which order.</summary>
public class LoweringOrderTests
{
    private const int Batch = 3;

    public static TheoryData<string> Names => ShippedNetworks.Names;

    public static TheoryData<string> LoweredByKinds => ShippedNetworks.LoweredByKinds;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_tensor_is_written_before_it_is_read_and_read_after_it_is_written(string name)
    {
        StepProgram program = Lower(name);
        var known = program.InDramBefore.ToHashSet();
        var unread = new HashSet<int>();
        foreach (StepOperation operation in program.Operations)
        {
            Assert.All(operation.Reads, tensor => Assert.Contains(tensor.Id, known));
            unread.ExceptWith(operation.Reads.Select(tensor => tensor.Id));
            known.UnionWith(operation.Writes.Select(tensor => tensor.Id));
            unread.UnionWith(operation.Writes.Select(tensor => tensor.Id));
        }

        Assert.Equal(program.Tensors.Select(tensor => tensor.Id).Order(), known.Order());
        // Nothing is computed in vain: only the updated weights are left over, and all of them.
        Assert.Equal(program.NeededAfter.Order(), unread.Order());
        Assert.Equal(
            WorkloadLoader.Load(name).GraphOf(Batch).ParameterWords, program.NeededAfter.Sum(id => program.Tensors[id].Words));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_change_only_in_their_update_and_after_their_last_use(string name)
    {
        StepProgram program = Lower(name);
        foreach (int id in program.NeededAfter)
        {
            int[] writes = [.. Indices(program, operation => operation.Writes.Any(tensor => tensor.Id == id))];
            int update = Assert.Single(writes);
            Assert.Equal(Pass.Update, program.Operations[update].Pass);
            Assert.Equal(update, Indices(program, operation => operation.Reads.Any(tensor => tensor.Id == id)).Last());
        }
    }

    [Theory]
    [MemberData(nameof(LoweredByKinds))]
    public void Outputs_are_read_for_masks_exactly_where_a_relu_needs_them(string name)
    {
        StepProgram program = Lower(name);
        foreach (Layer layer in ((Network)program.Network).Layers.Where(layer => layer.Kind != LayerKinds.SoftmaxLoss))
        {
            TensorSpec output = program.Tensors.Single(tensor => tensor.Name == $"{layer.Name}.out");
            StepOperation[] masks = [.. program.Operations.Where(operation =>
                operation.Pass == Pass.InputGradient && operation.Reads.Contains(output))];
            Layer[] consumers = [.. ((Network)program.Network).Layers.Where(other => other.Inputs.Contains(layer.Index))];
            Layer lastToGive = consumers.MinBy(consumer => consumer.Index)!;
            if (consumers is [{ Kind.Type: "max_pool" }] || consumers is [{ Kind.Type: "batch_norm" }])
            {
                // The pool and the norm read the stored input anyway, and only once.
                VectorOperation own = Assert.IsType<VectorOperation>(Assert.Single(masks));
                Assert.Single(own.Inputs, stream => stream.Tensor == output);
            }
            else if (layer is { Relu: true, Kind.Type: not "batch_norm" })
            {
                Assert.All(masks, operation => Assert.Equal(lastToGive.Name, operation.Layer.Name));
                Assert.NotEmpty(masks);
                foreach (GemmOperation gemm in masks.OfType<GemmOperation>())
                    Assert.Contains(output, gemm.OutputReads);
            }
            else
            {
                Assert.Empty(masks);
            }
        }
    }

    [Theory]
    [MemberData(nameof(LoweredByKinds))]
    public void The_first_layer_has_no_input_gradient(string name)
    {
        StepProgram program = Lower(name);
        Layer[] first = [.. ((Network)program.Network).Layers.Where(layer => layer.Inputs.Contains(Network.InputIndex))];
        Assert.NotEmpty(first);
        Assert.DoesNotContain(program.Operations, operation => operation.Pass == Pass.InputGradient && first.Contains(operation.Layer));
        Assert.DoesNotContain(program.Tensors, tensor => tensor.Role == TensorRole.Error && tensor.Layer < 0);
    }

    [Fact]
    public void Adds_of_the_residual_networks_copy_nothing()
    {
        // In these networks every add's error passes on as it is: its inputs are a batch norm, and a block output that has its ReLU.
        StepProgram program = Lower("resnet18-cifar10");
        Assert.DoesNotContain(
            program.Operations, operation => ((Layer)operation.Layer).Kind == LayerKinds.Add && operation.Pass == Pass.InputGradient);
        GemmOperation first = program.Operations.OfType<GemmOperation>().Single(gemm => gemm.Name == "layer1.1.conv1 igrad");
        Assert.Equal(["layer1.1.add.error", "layer1.0.add.out"], first.OutputReads.Select(tensor => tensor.Name));
        Assert.Equal("layer1.0.add.error", first.Output.Tensor.Name);
    }

    [Fact]
    public void Restricting_to_all_layers_changes_nothing()
    {
        StepProgram program = Lower("resnet18-cifar10");
        StepProgram all = program.Restrict(0, program.Network.Layers.Count - 1);
        Assert.True(program.Operations.SequenceEqual(all.Operations));
        Assert.Equal(program.InDramBefore.Order(), all.InDramBefore.Order());
        Assert.Equal(program.NeededAfter.Order(), all.NeededAfter.Order());
    }

    [Theory]
    [InlineData("resnet18-cifar10")]
    [InlineData("lenet5-28x28-mnist")]
    public void Restricted_parts_add_up_to_the_whole_and_hand_over_what_is_read_elsewhere(string name)
    {
        StepProgram program = Lower(name);
        int layers = program.Network.Layers.Count;
        for (int split = 1; split < layers; split++)
        {
            StepProgram front = program.Restrict(0, split - 1);
            StepProgram back = program.Restrict(split, layers - 1);
            Assert.Equal(program.Operations.Length, front.Operations.Length + back.Operations.Length);
            Assert.Equal(program.Operations, program.Operations.Where(operation =>
                front.Operations.Contains(operation) != back.Operations.Contains(operation)));
            Assert.Equal(program.Macs, front.Macs + back.Macs);
            AssertHandsOver(front, back);
            AssertHandsOver(back, front);
        }
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(2, 1)]
    [InlineData(0, 1000)]
    public void Ranges_outside_the_network_are_errors(int first, int last) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Lower("lenet5-28x28-mnist").Restrict(first, last));

    /// <summary>What one part writes and the other reads is needed after the one and there before the other.</summary>
    private static void AssertHandsOver(StepProgram from, StepProgram to)
    {
        foreach (int id in Written(from))
        {
            if (to.Operations.Any(operation => operation.Reads.Any(tensor => tensor.Id == id)) && !Written(to).Contains(id))
            {
                Assert.Contains(id, from.NeededAfter);
                Assert.Contains(id, to.InDramBefore);
            }
        }

        // Whatever a part needs is there: in DRAM or written by itself.
        var known = to.InDramBefore.ToHashSet();
        foreach (StepOperation operation in to.Operations)
        {
            Assert.All(operation.Reads, tensor => Assert.Contains(tensor.Id, known));
            known.UnionWith(operation.Writes.Select(tensor => tensor.Id));
        }
    }

    private static HashSet<int> Written(StepProgram program) =>
        [.. program.Operations.SelectMany(operation => operation.Writes).Select(tensor => tensor.Id)];

    private static IEnumerable<int> Indices(StepProgram program, Func<StepOperation, bool> matches) =>
        Enumerable.Range(0, program.Operations.Length).Where(i => matches(program.Operations[i]));

    private static StepProgram Lower(string name) => WorkloadLoader.Load(name).Lower(Batch);
}
