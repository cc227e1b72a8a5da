using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Replay;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Dram.Parts;
using CycleSim.Platform;
using CycleSim.Traces;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Accelerator.Tests.Replay;

/// <summary>A replayed trace is the run: the recorded one, and on another memory or machine the one that would have been.</summary>
public sealed class ClosedLoopReplayTests : IDisposable
{
    private const long KiB = 1024;
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(40, DrainMode.Physical, Banking.Skewed, null)]
    [InlineData(96, DrainMode.Overlapped, Banking.Skewed, null)]
    [InlineData(256, DrainMode.Scalesim, Banking.Interleaved, null)]
    [InlineData(8192, DrainMode.Physical, Banking.Interleaved, 2)]
    [InlineData(8192, DrainMode.Overlapped, Banking.Skewed, null)]
    public void On_the_recorded_machine_it_is_the_recorded_run(long kib, DrainMode drain, string banking, int? interval)
    {
        MachineSpec machine = TestMachines.With(32, 48, drain, banks: 24, banking: banking, interval: interval);
        StepResult recorded = Record(machine, "stt-mram", kib);
        using TraceFile file = TraceFile.Open(_path);
        ReplayTarget target = ReplayTarget.Recorded(file);
        Assert.Equal(machine, target.Machine);
        var progress = new List<(int Done, int All)>();
        AssertSame(recorded, ClosedLoopReplay.Run(file, target, progress: (done, all) => progress.Add((done, all))));
        int operations = file.Header.Operations.Count + 1;
        Assert.Equal(Enumerable.Range(1, operations).Select(done => (done, operations)), progress);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(8192)]
    public void Passes_and_slow_functions_are_replayed(long kib)
    {
        MachineSpec machine = TestMachines.With(32, 48, banks: 24) with
        {
            VectorUnit = new VectorUnitSpec(VectorPasses.Multi, 3, 2, 4, 1, 1),
        };
        var update = new ParameterUpdate(OptimizerKinds.Adam, MixedPrecisions.Fp32);
        StepResult recorded = Record(
            machine, "stt-mram", kib, program: WorkloadLoader.Load("lenet5-28x28-mnist").Lower(3, update));
        using TraceFile file = TraceFile.Open(_path);
        ReplayTarget target = ReplayTarget.Recorded(file);
        Assert.Equal(machine, target.Machine);
        AssertSame(recorded, ClosedLoopReplay.Run(file, target));
        Assert.Contains(
            "vector_unit = Single, exp 1, divide 1, sqrt 1, tanh 1, erf 1: the trace was recorded with Multi, exp 3, divide 2",
            Assert.Throws<InputException>(() => target.With(machine with { VectorUnit = VectorUnitSpec.Plain })).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "systolic_array.columns = 64: the trace was recorded with 48",
            Assert.Throws<InputException>(() => target.With(machine with { Array = machine.Array with { Columns = 64 } })).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(8192, true)]
    [InlineData(64, false)]
    [InlineData(8192, false)]
    public void Tensors_in_formats_of_their_own_lie_as_they_did(long kib, bool isMixed)
    {
        MachineSpec machine = TestMachines.With(32, 48, banks: 24) with
        {
            Formats = new RoleFormats(NumberFormats.Fp16, null, NumberFormats.MxFp8E5M2),
        };
        var update = new ParameterUpdate(OptimizerKinds.Adam, isMixed ? MixedPrecisions.MixedBf16 : MixedPrecisions.Fp32);
        StepResult recorded = Record(
            machine, "stt-mram", kib, program: WorkloadLoader.Load("lenet5-28x28-mnist").Lower(3, update));
        using TraceFile file = TraceFile.Open(_path);
        ReplayTarget target = ReplayTarget.Recorded(file);
        Assert.Equal(machine, target.Machine);
        AssertSame(recorded, ClosedLoopReplay.Run(file, target));
        Assert.Contains(
            "formats",
            Assert.Throws<InputException>(() => target.With(machine with { Formats = RoleFormats.None })).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Data of an ideal memory that are on their way while the channel is free delay the computation that needs them.</summary>
    [Theory]
    [InlineData(LatencyMode.Held)]
    [InlineData(LatencyMode.Piped)]
    public void An_ideal_memory_takes_its_latency_again(LatencyMode mode)
    {
        var ideal = new IdealDram(64, 100, mode);
        MachineSpec machine = TestMachines.With(32, 48, banks: 24);
        machine = machine with { IdealDram = ideal, Dram = IdealDram.StandIn(machine.ClockPeriodPs, machine.Scratchpad.LineBytes) };
        StepResult recorded = Record(machine, "stt-mram", 96);
        using TraceFile file = TraceFile.Open(_path);
        AssertSame(recorded, ClosedLoopReplay.Run(file, ReplayTarget.Recorded(file)));
        if (mode != LatencyMode.Piped)
            return;
        long waits = ComputationsAfterLoads(file);
        Assert.True(waits > 1);
        MachineSpec atOnce = machine with { IdealDram = ideal with { LatencyCycles = 0 } };
        StepResult without = TestMachines.Run(TestMachines.Lower("lenet5-28x28-mnist", 3), atOnce, 96 * KiB, "stt-mram");
        Assert.Equal(without.Cycles.Total + waits * ideal.LatencyCycles, recorded.Cycles.Total);
    }

    /// <summary>Computations for which something was loaded: each waits once for data that are on their way.</summary>
    private static long ComputationsAfterLoads(TraceFile file)
    {
        using IEnumerator<TraceTransfer> transfers = file.Transfers(0, long.MaxValue).GetEnumerator();
        (long count, bool isLoaded) = (0, false);
        foreach (TracePhase phase in file.Phases(0, long.MaxValue))
        {
            if (phase.Kind == TracePhaseKind.Dram)
            {
                Assert.True(transfers.MoveNext());
                isLoaded |= !transfers.Current.IsWrite;
                continue;
            }

            count += isLoaded ? 1 : 0;
            isLoaded = false;
        }

        return count;
    }

    /// <summary>Whatever a machine has comes back, or a replay of it may be another run; what the plan says is kept as the plan.</summary>
    [Fact]
    public void A_trace_keeps_every_value_of_the_machine()
    {
        MachineSpec paper = TestMachines.Paper;
        var machine = new MachineSpec(
            "other", new SystolicArraySpec(8, 16, DrainMode.Scalesim, true) { Arrays = 2 }, 1250, NumberFormats.Fp16,
            new ScratchpadSpec(7, 64, Banking.Interleaved, 3), MemoryMetricsScope.PerScratchpad, 512, DramRefetch.Panel,
            DramLoader.Load("ddr3-800-4gb-x8-1rank"), 9)
        {
            DramPolicy = "dramsim3",
            Accumulators = new AccumulatorSpec(4096, 16, 0.5, 0.75, 1.5, 0.01),
            VectorUnit = new VectorUnitSpec(VectorPasses.Multi, 2, 3, 4, 5, 6),
            Formats = new RoleFormats(NumberFormats.Fp32, NumberFormats.Bf16, NumberFormats.Fp8E4M3),
        };
        string[] ofThePlan =
        [
            nameof(MachineSpec.Residency), nameof(MachineSpec.Mapping), nameof(MachineSpec.TileLoops), nameof(MachineSpec.Eviction),
            nameof(MachineSpec.Ordering), nameof(MachineSpec.Overlap),
        ];
        string[] others = [.. ofThePlan, nameof(MachineSpec.IdealDram)]; // which takes the place of the part
        Assert.All(
            typeof(MachineSpec).GetProperties().Where(property => property.CanWrite && !others.Contains(property.Name)),
            property => Assert.NotEqual(property.GetValue(paper), property.GetValue(machine)));
        Record(machine, "stt-mram", 8192);
        using TraceFile file = TraceFile.Open(_path);
        Assert.Equal(machine, ReplayTarget.Recorded(file).Machine);
    }

    [Theory]
    [InlineData(128)]
    [InlineData(8192)]
    public void On_another_memory_it_is_the_run_with_that_memory(long kib)
    {
        MachineSpec machine = TestMachines.With(32, 48, banks: 16);
        StepResult sram = Record(machine, "sram", kib);
        using TraceFile file = TraceFile.Open(_path);
        MemoryTechnology memory = MemoryTechnologyLoader.Load("stt-mram");
        ReplayResult replayed = ClosedLoopReplay.Run(file, ReplayTarget.Recorded(file).With(memory, kib * KiB));
        StepResult direct = TestMachines.Run(TestMachines.Lower("lenet5-28x28-mnist", 3), machine, kib * KiB, "stt-mram");
        AssertSame(direct, replayed);
        Assert.NotEqual(sram.Cycles, replayed.Cycles);
    }

    [Fact]
    public void On_another_machine_it_is_the_run_on_that_machine()
    {
        MachineSpec machine = TestMachines.With(32, 48, banks: 16);
        Record(machine, "stt-mram", 200);
        using TraceFile file = TraceFile.Open(_path);
        MachineSpec other = machine with
        {
            Scratchpad = new ScratchpadSpec(7, 64, Banking.Interleaved, 3),
            Dram = DramLoader.Load("ddr3-800-4gb-x8-1rank"),
            ClockPeriodPs = 1250,
            MacEnergyPj = 9,
        };
        AssertSame(
            TestMachines.Run(TestMachines.Lower("lenet5-28x28-mnist", 3), other, 200 * KiB, "stt-mram"),
            ClosedLoopReplay.Run(file, ReplayTarget.Recorded(file).With(other)));
        Assert.Throws<InputException>(() => ReplayTarget.Recorded(file).With(machine with { ProductFormat = NumberFormats.Fp16 }));
        Assert.Throws<InputException>(() => ReplayTarget.Recorded(file).With(machine with { Dram = machine.Dram with { Rows = 1 } }));
    }

    /// <summary>What contradicts itself is refused with a message, and never replayed as something else.</summary>
    [Fact]
    public void Tiles_that_contradict_each_other_are_refused()
    {
        MachineSpec machine = TestMachines.With(8, 8, banks: 24) with
        {
            Residency = "tiled",
            Ordering = "overlapped",
            Overlap = OverlapSpec.PingPong,
        };
        StepResult recorded = Record(machine, "stt-mram", 256);
        using (TraceFile file = TraceFile.Open(_path))
            AssertSame(recorded, ClosedLoopReplay.Run(file, ReplayTarget.Recorded(file)));
        byte[] whole = File.ReadAllBytes(_path);
        Refuses("is in bank", access: access => access with { Bank = access.Bank ^ 1 });
        Refuses("no computation is of", transfer: transfer => transfer with { Tile = transfer.Tile + 1_000_000 });
        Refuses("of another operation", transfer: transfer => transfer with { Operation = transfer.Operation == 0 ? 1 : 0 });
        Refuses("goes the other way", transfer: transfer => transfer with { IsWrite = !transfer.IsWrite });
        Refuses("of another operation", phase: phase => phase with { Operation = phase.Operation == 0 ? 1 : 0 });

        void Refuses(
            string message, Func<TraceAccess, TraceAccess>? access = null, Func<TracePhase, TracePhase>? phase = null,
            Func<TraceTransfer, TraceTransfer>? transfer = null)
        {
            File.WriteAllBytes(_path, whole);
            Rewrite(access ?? (same => same), phase ?? (same => same), transfer ?? (same => same));
            using TraceFile file = TraceFile.Open(_path);
            Assert.Contains(
                message, Assert.Throws<TraceFormatException>(() => ClosedLoopReplay.Run(file, ReplayTarget.Recorded(file))).Message,
                StringComparison.Ordinal);
        }
    }

    private void Rewrite(
        Func<TraceAccess, TraceAccess> access, Func<TracePhase, TracePhase> phase, Func<TraceTransfer, TraceTransfer> transfer)
    {
        var changed = new MemoryStream();
        using (TraceFile file = TraceFile.Open(_path))
        using (var writer = new TraceWriter(changed, file.Header))
        {
            foreach (TraceComponent pad in TraceNames.ScratchpadComponents)
                foreach (TraceAccess one in file.Accesses(pad, 0, long.MaxValue))
                    writer.Add(access(one));
            foreach (TracePhase one in file.Phases(0, long.MaxValue))
                writer.Add(phase(one));
            foreach (TraceTransfer one in file.Transfers(0, long.MaxValue))
                writer.Add(transfer(one));
            writer.Complete();
        }

        File.WriteAllBytes(_path, changed.ToArray());
    }

    [Fact]
    public void A_selection_or_a_trace_without_machine_cannot_be_replayed()
    {
        Record(TestMachines.With(32, 48, banks: 16), "stt-mram", 200, TraceSelection.All with { FromCycle = 1000 });
        using (TraceFile part = TraceFile.Open(_path))
        {
            ReplayTarget target = ReplayTarget.Recorded(part);
            Assert.Contains("selection", Assert.Throws<TraceFormatException>(() => ClosedLoopReplay.Run(part, target)).Message,
                StringComparison.Ordinal);
        }

        using (FileStream stream = File.Create(_path))
        using (var writer = new TraceWriter(stream, new Header()))
            writer.Complete();
        using TraceFile empty = TraceFile.Open(_path);
        Assert.Throws<TraceFormatException>(() => ReplayTarget.Recorded(empty));
    }

    [Fact]
    public void A_selection_is_what_a_full_trace_holds_there()
    {
        MachineSpec machine = TestMachines.With(32, 48, banks: 16);
        StepResult result = Record(machine, "stt-mram", 200);
        (long from, long to) = (result.Cycles.Total / 3, result.Cycles.Total / 2);
        Content all = Content.Of(_path, from, to, 1000, 1250);
        Record(machine, "stt-mram", 200, new TraceSelection(from, to, TraceSelection.All.Components));
        Content part = Content.Of(_path, 0, long.MaxValue / 2000, 1000, 1250);
        Assert.Equal(all.Accesses, part.Accesses);
        Assert.Equal(all.Phases, part.Phases);
        Assert.Equal(all.Folds, part.Folds);
        Assert.Equal(all.Transfers, part.Transfers);
        Assert.Subset(part.Dram.ToHashSet(), all.Dram.Where(command => command.Count == 1).ToHashSet());
        Assert.NotEmpty(all.Accesses);
        Record(machine, "stt-mram", 200, TraceSelection.All with { Components = new HashSet<TraceComponent> { TraceComponent.Weight } });
        part = Content.Of(_path, 0, long.MaxValue / 2000, 1000, 1250);
        Assert.NotEmpty(part.Accesses);
        Assert.All(part.Accesses, access => Assert.Equal((int)TraceComponent.Weight, access.Scratchpad));
        Assert.Equal((0, 0, 0, 0), (part.Phases.Length, part.Folds.Length, part.Transfers.Length, part.Dram.Length));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(8192)]
    public void What_it_records_sums_to_the_counters_of_every_operation(long kib)
    {
        StepResult result = Record(TestMachines.With(32, 48, banks: 16), "stt-mram", kib);
        using TraceFile file = TraceFile.Open(_path);
        TracePhase[] phases = [.. file.Phases(0, long.MaxValue)];
        foreach (OperationResult operation in result.Operations)
        {
            TracePhase[] own = [.. phases.Where(phase => phase.Operation == operation.Index)];
            Assert.Equal(operation.Cycles.Total, own.Sum(phase => phase.Cycles));
            Assert.Equal(operation.Cycles.BankConflict + operation.Cycles.AccessLatency, own.Sum(phase => phase.StallCycles));
            if (own.Length == 0)
                continue;
            (long from, long to) = (own[0].StartCycle, own[^1].EndCycle);
            foreach (TensorRole role in Enum.GetValues<TensorRole>())
                Assert.Equal(operation.Scratchpads.Of(role), Count(file.Accesses(TraceScratchpads.Of(role), from, to)));
            TraceTransfer[] transfers = [.. file.Transfers(from, to)];
            Assert.Equal(operation.Dram.ReadBursts, transfers.Where(transfer => !transfer.IsWrite).Sum(Bursts));
            Assert.Equal(operation.Dram.WriteBursts, transfers.Where(transfer => transfer.IsWrite).Sum(Bursts));
            Assert.Equal(operation.Gemm?.Folds ?? 0, file.Folds(from, to).Count());
        }

        Assert.Equal(result.Cycles.Total, file.EndCycle);
        Assert.Equal(result.Plan.Changes.Length, file.Header.Residency.Count);
    }

    private static ScratchpadCounts Count(IEnumerable<TraceAccess> accesses) =>
        accesses.Aggregate(default(ScratchpadCounts), (sum, access) =>
        sum + new ScratchpadCounts(
            access.IsWrite ? 0 : 1, access.IsWrite ? 1 : 0, access.IsWrite ? 0 : access.Bytes, access.IsWrite ? access.Bytes : 0,
            access.WaitedCycles > 0 ? 1 : 0, access.WaitedCycles));

    private static long Bursts(TraceTransfer transfer) => transfer.Runs.Sum(run => run.Count);

    private static void AssertSame(StepResult expected, ReplayResult replayed)
    {
        Assert.Equal(expected.Operations.Select(operation => operation with { Gemm = null }), replayed.Operations);
        Assert.Equal(expected.Energy, replayed.Energy);
        Assert.Equal(expected.Cycles, replayed.Cycles);
    }

    private StepResult Record(
        MachineSpec machine, string memory, long kib, TraceSelection? selection = null, StepProgram? program = null)
    {
        var simulator = new TrainingStepSimulator(
            program ?? TestMachines.Lower("lenet5-28x28-mnist", 3), machine, MemoryTechnologyLoader.Load(memory), kib * KiB);
        using FileStream stream = File.Create(_path);
        using var recorder = new TraceRecorder(simulator, stream, new Header(), selection ?? TraceSelection.All);
        StepResult result = simulator.Run();
        recorder.Complete();
        return result;
    }

    /// <summary>All records of a window.</summary>
    private sealed record Content(
        TraceAccess[] Accesses, TracePhase[] Phases, TraceFold[] Folds, TraceTransfer[] Transfers, TraceDram[] Dram)
    {
        internal static Content Of(string path, long from, long to, long periodPs, long dramPeriodPs)
        {
            using TraceFile file = TraceFile.Open(path);
            return new Content(
                [.. TraceNames.ScratchpadComponents.SelectMany(pad => file.Accesses(pad, from, to))], [.. file.Phases(from, to)],
                [.. file.Folds(from, to)], [.. file.Transfers(from, to)],
                [.. file.Dram((from * periodPs + dramPeriodPs - 1) / dramPeriodPs, (to * periodPs + dramPeriodPs - 1) / dramPeriodPs)]);
        }
    }
}
