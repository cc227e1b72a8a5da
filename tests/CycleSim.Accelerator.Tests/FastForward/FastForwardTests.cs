using System.Collections.Immutable;
using CsCheck;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.FastForward;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Accelerator.Tests.Oracle;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Json;
using CycleSim.Dram.FastForward;
using CycleSim.Graphs;
using CycleSim.Properties;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Accelerator.Tests.FastForward;

/// <summary>A run with the memo and one that simulates every access are the same run.</summary>
/// <remarks>
/// `CYCLESIM_SLOW=1 dotnet test tests/CycleSim.Accelerator.Tests -c Release --filter FastForward` does it for full steps of all shipped
/// networks and for 1,000 random machines.
/// </remarks>
public class FastForwardTests
{
    private static readonly bool Slow = Environment.GetEnvironmentVariable("CYCLESIM_SLOW") == "1";

    public static TheoryData<string, int, long, string, DrainMode, int?> Runs
    {
        get
        {
            var runs = new TheoryData<string, int, long, string, DrainMode, int?>();
            foreach (DrainMode drain in Enum.GetValues<DrainMode>())
            {
                runs.Add("lenet5-28x28-mnist", 16, 96 << 10, "stt-mram", drain, null);
                runs.Add("lenet5-28x28-mnist", 7, 1 << 20, "sram", drain, null);
                runs.Add("lenet5-28x28-mnist", 33, 256 << 10, "stt-mram", drain, 1);
            }

            runs.Add("alexnet-cifar10", 4, 4 << 20, "stt-mram", DrainMode.Physical, null);
            runs.Add("resnet18-cifar10", 1, 48 << 20, "stt-mram", DrainMode.Overlapped, 2);
            return runs;
        }
    }

    public static TheoryData<string> AllNetworks => [.. TestMachines.SmallNetworks];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Runs_are_equal(string network, int batch, long capacity, string memory, DrainMode drain, int? interval)
    {
        StepProgram program = TestMachines.Lower(network, batch);
        MachineSpec spec = TestMachines.With(256, 256, drain, interval: interval);
        SimulationEffort effort = AssertEqual(program, spec, capacity, memory);
        Assert.True(effort.SegmentHits > 0);
    }

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void Full_steps_are_equal(string network)
    {
        if (!Slow)
            return;
        StepProgram program = TestMachines.Lower(network, 512);
        foreach (long capacity in new[] { 512L << 10, 48L << 20, 384L << 20 })
        {
            AssertEqual(program, TestMachines.Paper, capacity, "sram");
            AssertEqual(program, TestMachines.Paper, capacity, "stt-mram");
        }

        foreach (DrainMode drain in Enum.GetValues<DrainMode>())
            AssertEqual(program, TestMachines.With(256, 256, drain, interval: 1), 48L << 20, "stt-mram");
    }

    [Fact]
    [Trait("kind", "property")]
    public void Random_machines_and_networks_run_equally() =>
        (from rows in OneOf(4, 8, 16, 24, 32)
         from columns in OneOf(4, 8, 16, 24, 32)
         from drain in Gen.Enum<DrainMode>()
         from banks in OneOf(1, 3, 8, 16, 24, 64)
         from banking in Gen.OneOf(Gen.Const(Banking.Skewed), Gen.Const(Banking.Interleaved))
         from interval in Gen.Int[0, 4]
         from refetch in Gen.Enum<DramRefetch>()
         from type in OneOf(NumberFormats.Fp32, NumberFormats.Fp16)
         from batch in Gen.Int[1, 40]
         from input in Gen.Select(OneOf(1, 3, 16, 20), Gen.Int[3, 9])
         from outputs in Gen.Int[1, 40]
         from kernel in Gen.Int[1, 3]
         from stride in Gen.Int[1, 2]
         from capacity in OneOf(32, 64, 128, 512, 2048)
         from memory in OneOf("sram", "stt-mram")
         select (rows, columns, drain, banks, banking, interval, refetch, type, batch, input, outputs, kernel, stride, capacity, memory))
        .ForAll(
            c =>
            {
                StepProgram program = TrainingStepLowering.Lower(
                    TestMachines.Convolution(
                        new FeatureMap(c.input.Item1, c.input.Item2, c.input.Item2), c.outputs, c.kernel, c.stride, c.kernel / 2), c.batch);
                MachineSpec spec = TestMachines.With(
                    c.rows, c.columns, c.drain, banks: c.banks, banking: c.banking, interval: c.interval == 0 ? null : c.interval) with
                {
                    DramRefetch = c.refetch,
                    ProductFormat = c.type,
                };
                AssertEqual(program, spec, (long)c.capacity << 10, c.memory);
            },
            cases: 60, slowCases: 1000);

    /// <summary>Networks whose layers are operators, as large as that products and streams have segments that repeat.</summary>
    [Theory]
    [InlineData("decoder", 3, 128)]
    [InlineData("decoder", 2, 4096)]
    [InlineData("images", 4, 64)]
    [InlineData("images", 2, 4096)]
    public void Networks_of_operators_run_equally(string name, int batch, long capacityKiB)
    {
        string layers = name == "decoder"
            ? """
              "input": { "tokens": 40 }, "classes": 50, "layers": [
                { "name": "tokens", "type": "embedding", "vocabulary": 50, "features": 48 }, { "name": "norm", "type": "rms_norm" },
                { "name": "attn", "type": "attention", "heads": 6, "kv_heads": 2, "causal": true, "rope": true },
                { "name": "add", "type": "add", "inputs": ["tokens", "attn"] }, { "name": "ln", "type": "layer_norm" },
                { "name": "qkv", "type": "attention", "heads": 4, "packed": true },
                { "name": "head", "type": "linear", "out_features": 50, "tied": "tokens" },
              """
            : """
              "input": { "channels": 3, "height": 17, "width": 14 }, "classes": 10, "layers": [
                { "name": "a", "type": "conv", "out_channels": 24, "kernel": 3, "stride": 2, "padding": 1 },
                { "name": "bn", "type": "batch_norm" }, { "name": "act", "type": "silu" },
                { "name": "dw", "type": "conv", "out_channels": 24, "kernel": 3, "stride": 1, "padding": 1, "groups": 24 },
                { "name": "se", "type": "squeeze_excitation", "channels": 6 },
                { "name": "g", "type": "conv", "out_channels": 36, "kernel": 3, "stride": 1, "padding": 1, "groups": 3 },
                { "name": "cat", "type": "concat", "inputs": ["g", "dw"] },
                { "name": "up", "type": "conv_transpose", "out_channels": 20, "kernel": 3, "stride": 2, "padding": 1 },
                { "name": "part", "type": "slice", "start": 3, "channels": 10 }, { "name": "fc", "type": "fc", "out_features": 10 },
              """;
        Network network = NetworkLoader.Read(ConfigDocument.Parse(
            $$"""{ "name": "{{name}}", {{layers}} { "name": "loss", "type": "softmax_loss" } ] }""", "test.json"));
        StepProgram program = GraphTrainingStep.Lower(NetworkOperators.Of(network, batch));
        foreach (DrainMode drain in new[] { DrainMode.Physical, DrainMode.Overlapped })
        {
            SimulationEffort effort = AssertEqual(
                program, TestMachines.With(16, 16, drain, banks: 16), capacityKiB << 10, OracleMemory.Technology(1, 3));
            Assert.True(effort.SegmentHits > 0);
        }
    }

    /// <summary>Parts of tensors, products that follow each other, operands and outputs in some of the slices only.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Random_machines_and_graphs_run_equally() =>
        (from rows in OneOf(2, 4, 8, 16)
         from columns in OneOf(2, 4, 8, 16)
         from drain in Gen.Enum<DrainMode>()
         from banks in OneOf(1, 3, 8, 16, 64)
         from banking in Gen.OneOf(Gen.Const(Banking.Skewed), Gen.Const(Banking.Interleaved))
         from interval in Gen.Int[0, 4]
         from refetch in Gen.Enum<DramRefetch>()
         from type in OneOf(NumberFormats.Fp32, NumberFormats.Fp16)
         from ordering in OneOf("sequential", "double_buffered")
         from optimizer in OneOf(OptimizerKinds.Sgd, OptimizerKinds.Momentum, OptimizerKinds.AdamW)
         from precision in OneOf(MixedPrecisions.Fp32, MixedPrecisions.MixedBf16, MixedPrecisions.MixedBf16Fp32Gradients)
         from batch in Gen.Int[1, 9]
         from operators in Gen.Int[1, 10]
         from seed in Gen.UInt
         from capacity in OneOf(0, 1, 2, 4, 16, 1024)
         from latencies in Gen.Select(Gen.Int[1, 4], Gen.Int[1, 12])
         select (rows, columns, drain, banks, banking, interval, refetch, type, ordering, optimizer, precision, batch, operators,
             seed, capacity, latencies))
        .ForAll(
            c =>
            {
                StepProgram program = GraphTrainingStep.Lower(
                    RandomGraph.Of(c.seed, c.batch, c.operators),
                    new ParameterUpdate(c.optimizer, c.precision));
                MachineSpec spec = TestMachines.With(
                    c.rows, c.columns, c.drain, banks: c.banks, banking: c.banking, interval: c.interval == 0 ? null : c.interval) with
                {
                    DramRefetch = c.refetch,
                    ProductFormat = c.type,
                    Ordering = c.ordering,
                };
                AssertEqual(program, spec, (long)c.capacity << 10, OracleMemory.Technology(c.latencies.Item1, c.latencies.Item2));
            },
            cases: 50, slowCases: 1000);

    /// <summary>
    /// Twice as many outputs as inputs: reads and writes move through one scratchpad at different paces, and a fold as a whole hardly ever
    /// comes again.
    /// </summary>
    [Fact]
    public void Folds_that_read_and_write_one_scratchpad_at_different_paces_are_not_played_again_and_again()
    {
        StepProgram program = TrainingStepLowering.Lower(TestMachines.Convolution(new FeatureMap(32, 16, 16), 64, 3, 1, 1), 64);
        SimulationEffort effort = AssertEqual(program, TestMachines.Paper, 192 << 20, "stt-mram");
        long accesses = Simulator(program, TestMachines.Paper, 192 << 20, "stt-mram", fastForward: true).Run().Operations
            .Sum(operation => Enum.GetValues<TensorRole>()
                .Sum(role => operation.Scratchpads.Of(role).ReadAccesses + operation.Scratchpads.Of(role).WriteAccesses));
        Assert.True(effort.AccessesSimulated < accesses / 4, $"{effort} of {accesses}");
    }

    /// <summary>
    /// How folds end decides when accesses happen, never which. A narrow last tile used to come before the fold in front of it.
    /// </summary>
    [Theory]
    [InlineData(4, 32, 14)]
    [InlineData(16, 16, 5)]
    [InlineData(8, 24, 9)]
    public void The_drain_does_not_change_what_is_accessed(int rows, int columns, int batch)
    {
        StepProgram program = TrainingStepLowering.Lower(TestMachines.Convolution(new FeatureMap(3, 3, 3), 40, 1, 1, 0), batch);
        ScratchpadTotals[] totals =
        [
            .. Enum.GetValues<DrainMode>().Select(
                drain => Simulator(program, TestMachines.With(rows, columns, drain, banks: 1), 128 << 10, "sram",
                    fastForward: true).Run().Scratchpads),
        ];
        foreach (TensorRole role in Enum.GetValues<TensorRole>())
            Assert.Single(totals.Select(total => total.Of(role) with { Conflicts = 0, ConflictWaitCycles = 0 }).Distinct());
    }

    [Fact]
    public void Runs_that_share_what_they_know_are_equal_to_runs_alone()
    {
        var memo = new RowMemo();
        StepProgram program = TestMachines.Lower("lenet5-28x28-mnist", 64);
        long visited = long.MaxValue;
        foreach (long capacity in new[] { 96L << 10, 64L << 10, 96L << 10 })
        {
            TrainingStepSimulator alone = Simulator(program, TestMachines.Paper, capacity, "stt-mram", fastForward: true);
            TrainingStepSimulator sharing = Simulator(program, TestMachines.Paper, capacity, "stt-mram", fastForward: true);
            sharing.RowMemo = memo;
            Assert.Equal(alone.Run().Operations.AsEnumerable(), sharing.Run().Operations);
            Assert.True(sharing.Effort.DramCyclesVisited <= alone.Effort.DramCyclesVisited);
            visited = sharing.Effort.DramCyclesVisited;
        }

        TrainingStepSimulator again = Simulator(program, TestMachines.Paper, 96 << 10, "stt-mram", fastForward: true);
        again.Run();
        Assert.True(visited < again.Effort.DramCyclesVisited);
    }

    /// <summary>Who looks at accesses sees all of them, skipping or not.</summary>
    [Fact]
    public void Observers_see_every_access()
    {
        StepProgram program = TestMachines.Lower("lenet5-28x28-mnist", 8);
        Assert.Equal(Observed(program, fastForward: false), Observed(program, fastForward: true));
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static List<ScratchpadAccess> Observed(StepProgram program, bool fastForward)
    {
        TrainingStepSimulator simulator = Simulator(program, TestMachines.Paper, 96 << 10, "stt-mram", fastForward);
        var seen = new List<ScratchpadAccess>();
        using IDisposable subscription = simulator.Hooks.ScratchpadAccess.Subscribe((in ScratchpadAccess access) => seen.Add(access));
        StepResult result = simulator.Run();
        Assert.Equal(result.Scratchpads.Activation.ReadAccesses,
            seen.LongCount(access => access is { Scratchpad: TensorRole.Activation, Kind: AccessKind.Read }));
        return seen;
    }

    private static SimulationEffort AssertEqual(StepProgram program, MachineSpec spec, long capacity, string memory) =>
        AssertEqual(program, spec, capacity, MemoryTechnologyLoader.Load(memory));

    private static SimulationEffort AssertEqual(StepProgram program, MachineSpec spec, long capacity, MemoryTechnology memory)
    {
        var fast = new TrainingStepSimulator(program, spec, memory, capacity);
        var detailed = new TrainingStepSimulator(program, spec, memory, capacity) { FastForward = false };
        ImmutableArray<OperationResult> expected = detailed.Run().Operations;
        foreach ((OperationResult one, OperationResult other) in expected.Zip(fast.Run().Operations))
            Assert.Equal(one, other);
        Assert.Equal(0, detailed.Effort.SegmentHits);
        Assert.Equal(0, detailed.Effort.DramRowSegmentHits);
        return fast.Effort;
    }

    private static TrainingStepSimulator Simulator(StepProgram program, MachineSpec spec, long capacity, string memory, bool fastForward) =>
        new(program, spec, MemoryTechnologyLoader.Load(memory), capacity) { FastForward = fastForward };
}
