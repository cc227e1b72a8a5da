using System.Collections.Immutable;
using CsCheck;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.FastForward;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Models;
using CycleSim.Dram.FastForward;
using CycleSim.Properties;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

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

            runs.Add("alexnet-cifar10", 16, 4 << 20, "stt-mram", DrainMode.Physical, null);
            runs.Add("vgg16-cifar10", 4, 24 << 20, "stt-mram", DrainMode.Physical, null);
            runs.Add("resnet18-cifar10", 2, 48 << 20, "stt-mram", DrainMode.Overlapped, 2);
            return runs;
        }
    }

    public static TheoryData<string> AllNetworks => [.. ModelStore.Names(ModelKind.Networks)];

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
         from type in OneOf(DataType.Fp32, DataType.Fp16)
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
                    DataType = c.type,
                };
                AssertEqual(program, spec, (long)c.capacity << 10, c.memory);
            },
            cases: Slow ? 1000 : 150);

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

    private static SimulationEffort AssertEqual(StepProgram program, MachineSpec spec, long capacity, string memory)
    {
        TrainingStepSimulator fast = Simulator(program, spec, capacity, memory, fastForward: true);
        TrainingStepSimulator detailed = Simulator(program, spec, capacity, memory, fastForward: false);
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
