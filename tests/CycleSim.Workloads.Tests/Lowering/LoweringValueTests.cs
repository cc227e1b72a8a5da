using CsCheck;
using CycleSim.Properties;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Tests.Lowering;

/// <summary>
/// The lowered step, computed word for word, gives the numbers that the layers' definitions give: with whole products, and in tiles.
/// </summary>
public class LoweringValueTests
{
    [Fact]
    [Trait("kind", "property")]
    public void A_convolution_computes_its_output_and_gradients() =>
        (from channels in Gen.Int[1, 5]
         from outputs in Gen.Int[1, 5]
         from kernel in Gen.Int[1, 4]
         from padding in Gen.Int[0, kernel - 1]
         from height in Gen.Int[Math.Max(1, kernel - 2 * padding), 7]
         from width in Gen.Int[Math.Max(1, kernel - 2 * padding), 7]
         from stride in Gen.Int[1, 3]
         from batch in Gen.Int[1, 3]
         from relu in Gen.Bool
         from bias in Gen.Bool
         from seed in Gen.UInt
         select (Map: new FeatureMap(channels, height, width), outputs, kernel, stride, padding, batch, relu, bias, seed))
        .ForAll(
            c =>
            {
                var maker = new NetworkMaker(c.Map);
                int first = maker.Convolution(Network.InputIndex, c.Map.Channels, 1, 1, 0, relu: c.relu);
                maker.Convolution(first, c.outputs, c.kernel, c.stride, c.padding, c.bias);
                AssertStep(maker.Finish(), c.batch, c.seed);
            },
            cases: 500, slowCases: 1500);

    [Fact]
    [Trait("kind", "property")]
    public void Random_networks_with_residual_connections_compute_their_gradients() =>
        Gen.Select(Gen.Int[0, 8].Array[1, 7], Gen.Bool.Array[16], Gen.Int[1, 2], Gen.UInt).ForAll(
            (choices, flags, batch, seed) =>
            {
                var maker = new NetworkMaker(new FeatureMap(2, 6, 5));
                int flag = 0;
                int last = maker.Convolution(Network.InputIndex, 3, 3, 1, 1, relu: flags[flag++]);
                foreach (int choice in choices)
                    last = Extend(maker, last, choice, flags[flag++], flags[flag++]);
                maker.FullyConnected(last, 3);
                AssertStep(maker.Finish(), batch, seed);
            },
            cases: 150, slowCases: 400);

    [Fact]
    public void An_add_hands_its_error_on_without_a_copy()
    {
        var maker = new NetworkMaker(new FeatureMap(2, 4, 4));
        int a = maker.Convolution(Network.InputIndex, 2, 3, 1, 1);
        int b = maker.Convolution(a, 2, 3, 1, 1, relu: false);
        int sum = maker.Add(b, a, relu: true);
        maker.FullyConnected(sum, 2);
        StepProgram program = TrainingStepLowering.Lower(maker.Finish(), 2);
        // The convolutions' weight gradients read the error of the add itself; a's own error is that plus b's share.
        Assert.Equal("layer2.error", Gemm(program, "layer1 wgrad").Rows.Tensor.Name);
        Assert.Equal(["layer2.error"], Gemm(program, "layer1 igrad").OutputReads.Select(tensor => tensor.Name));
        Assert.Equal("layer0.error", Gemm(program, "layer1 igrad").Output.Tensor.Name);
        Assert.Equal("layer0.error", Gemm(program, "layer0 wgrad").Rows.Tensor.Name);
        Assert.DoesNotContain(program.Operations, operation => operation.Layer.Index == sum && operation.Pass == Pass.InputGradient);
    }

    [Fact]
    public void Pixels_between_strides_get_their_mask_only()
    {
        var maker = new NetworkMaker(new FeatureMap(2, 5, 5));
        int a = maker.Convolution(Network.InputIndex, 3, 1, 1, 0, relu: true);
        maker.Convolution(a, 4, 1, 2, 0);
        StepProgram program = TrainingStepLowering.Lower(maker.Finish(), 2);
        GemmOperation only = Assert.Single(program.Operations.OfType<GemmOperation>(), gemm => gemm.Pass == Pass.InputGradient);
        Assert.Equal(("igrad.ph00", 9L * 2), (only.Part, only.M));
        VectorOperation rest = Assert.IsType<VectorOperation>(
            Assert.Single(program.Operations, operation => operation.Name == "layer1 igrad.untouched"));
        Assert.Equal(25 - 9, rest.Outputs.Single().Runs!.Value.Length);
        Assert.Equal(["layer0.out"], rest.Inputs.Select(stream => stream.Tensor.Name));
    }

    [Fact]
    public void Batch_norm_takes_the_mask_of_its_input_from_the_input_it_reads_anyway()
    {
        var maker = new NetworkMaker(new FeatureMap(2, 4, 4));
        int a = maker.Convolution(Network.InputIndex, 2, 3, 1, 1, relu: true);
        maker.FullyConnected(maker.BatchNorm(a, relu: false), 2);
        StepProgram program = TrainingStepLowering.Lower(maker.Finish(), 2);
        VectorOperation back = program.Operations.OfType<VectorOperation>().Single(operation => operation.Name == "layer1 igrad");
        Assert.Equal(
            ["layer1.error", "layer0.out", "layer1.statistics", "layer1.weight", "layer1.weight.gradient"],
            back.Inputs.Select(stream => stream.Tensor.Name));
    }

    private static int Extend(NetworkMaker maker, int last, int choice, bool relu, bool other)
    {
        FeatureMap map = maker.Shape(last);
        bool isSmall = Math.Min(map.Height, map.Width) < 2;
        switch (choice)
        {
            case 0:
                return maker.Convolution(last, 2, 3, 1, 1, bias: other, relu: relu);
            case 1:
                return maker.BatchNorm(maker.Convolution(last, 3, 1, 1, 0, relu: other), relu);
            case 2:
                return maker.Pool(other ? LayerKinds.MaxPool : LayerKinds.AveragePool, last, 2, 1, relu || isSmall ? 1 : 0);
            case 3: // identity shortcut
                int body = maker.Convolution(last, map.Channels, 3, 1, 1, relu: other);
                return other ? maker.Add(last, maker.BatchNorm(body, false), relu) : maker.Add(body, last, relu);
            case 4: // strided, with a projected shortcut whose stride leaves pixels untouched
                int main = maker.Convolution(last, 3, 3, 2, 1);
                int shortcut = maker.Convolution(last, 3, 1, 2, 0);
                return other ? maker.Add(main, shortcut, relu) : maker.Add(shortcut, main, relu);
            case 5: // strides that are longer than the kernel, or than the map
                return maker.Convolution(last, 2, 1, other ? 3 : 7, 0, relu: relu);
            case 6: // pooled and plain branch
                int pooled = maker.Pool(other ? LayerKinds.MaxPool : LayerKinds.AveragePool, last, 3, 1, 1);
                return maker.Add(relu ? pooled : last, relu ? last : pooled, other);
            case 7: // both inputs of an add are the same
                return maker.Add(last, last, relu);
            default: // three uses of one output
                int left = maker.Convolution(last, map.Channels, 1, 1, 0, relu: relu);
                return maker.Add(maker.Add(left, last, other), last, relu);
        }
    }

    private static void AssertStep(Network network, int batch, uint seed)
    {
        StepProgram program = TrainingStepLowering.Lower(network, batch);
        long[] loss = [.. Enumerable.Range(0, batch * (int)network.Layers[^1].Input.Words).Select(i => Number(seed, "loss", i))];
        var reference = new Reference(network, batch, (name, i) => Number(seed, name, i));
        reference.Run(loss);
        foreach (uint? tileSeed in new uint?[] { null, seed })
        {
            var machine = new StepInterpreter(program, (tensor, i) => Number(seed, tensor.Name, i), () => loss, tileSeed);
            machine.Run();
            AssertValues(network, program, machine, reference);
        }
    }

    private static void AssertValues(Network network, StepProgram program, StepInterpreter machine, Reference reference)
    {
        foreach (Layer layer in network.Layers.Where(layer => layer.Kind != LayerKinds.SoftmaxLoss))
            Assert.Equal(reference.Output(layer.Index), Whole(machine[$"{layer.Name}.out"]));
        foreach ((string name, long[] gradient) in reference.Gradients)
            Assert.Equal(gradient, Whole(machine[$"{name}.gradient"]));
        foreach (TensorSpec error in program.Tensors.Where(tensor => tensor.Role == TensorRole.Error))
        {
            Layer owner = network.Layers[error.Layer];
            // Behind batch norm the mask belongs to the norm, which applies it when it reads the error.
            if (!(owner is { Relu: true, Kind.Type: "batch_norm" }))
                Assert.Equal(reference.Error(error.Layer), Whole(machine[error.Name]));
        }

        AssertWrittenOnce(program, machine);
    }

    /// <summary>The parts of an input gradient cover every word of the error exactly once, unless the sum is already there.</summary>
    private static void AssertWrittenOnce(StepProgram program, StepInterpreter machine)
    {
        foreach (var group in program.Operations.Where(operation => ((Layer)operation.Layer).IsGemm && operation.Pass == Pass.InputGradient)
            .GroupBy(operation => operation.Layer.Name))
        {
            TensorSpec target = Assert.Single(group.SelectMany(operation => operation.Writes).Distinct());
            bool updates = group.OfType<GemmOperation>().All(gemm => gemm.OutputReads.SequenceEqual([target]));
            int[] total = new int[target.Words];
            foreach (StepOperation operation in group)
            {
                int[] counts = machine.Written[(operation.Name, target.Id)];
                for (int i = 0; i < total.Length; i++)
                    total[i] += counts[i];
            }

            Assert.All(total, count => Assert.InRange(count, updates ? 0 : 1, 1));
        }
    }

    private static GemmOperation Gemm(StepProgram program, string name) =>
        program.Operations.OfType<GemmOperation>().Single(gemm => gemm.Name == name);

    private static long[] Whole(long?[] words) => [.. words.Select(word => word!.Value)];

    /// <summary>A number from -4 to 4 that depends on all three.</summary>
    private static long Number(uint seed, string name, long index)
    {
        ulong hash = seed + 0x9E3779B97F4A7C15UL;
        foreach (char c in name)
            hash = (hash ^ c) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (ulong)index) * 0x94D049BB133111EBUL;
        hash = (hash ^ (hash >> 31)) * 0xBF58476D1CE4E5B9UL;
        return (long)((hash >> 33) % 9) - 4;
    }
}
