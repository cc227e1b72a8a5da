using CsCheck;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Replay;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Accelerator.Steps;
using CycleSim.Accelerator.Tests.Oracle;
using CycleSim.Accelerator.Tests.Tiles;
using CycleSim.Properties;
using CycleSim.Traces;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Recording;

/// <summary>Traces of steps in tiles, and of tiles that overlap, are the run to the cycle.</summary>
public class OverlappedTraceTests
{
    private static readonly bool Slow = Environment.GetEnvironmentVariable("CYCLESIM_SLOW") == "1";

    [Fact]
    [Trait("kind", "property")]
    public void A_trace_sums_to_the_run() => Check(OracleCases.All, Slow ? 600 : 60);

    [Fact]
    [Trait("kind", "property")]
    public void A_trace_of_a_graph_sums_to_the_run() => Check(OracleCases.Graphs, Slow ? 300 : 25);

    /// <summary>Fewest bytes choose the same tiles for all memories; other mappings ask how long accesses take.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Played_on_another_memory_it_is_the_run_with_it() =>
        (from c in TiledStepTests.Cases(OracleCases.All)
         where c.Machine.Mapping == "bytes"
         from read in Gen.Int[1, 6]
         from write in Gen.Int[1, 12]
         select (c.Case, c.Machine, read, write)).ForAll(
            c => RecordedStep.Check(c.Case, c.Machine, TraceSelection.All, (recorded, file) =>
            {
                OracleCase other = c.Case with { ReadCycles = c.read, WriteCycles = c.write };
                StepResult expected = TiledStepTests.TryRun(other, c.Machine, fastForward: true)!;
                ReplayTarget target = ReplayTarget.Recorded(file) with { Metrics = expected.Metrics };
                CheckReplay(expected, file, target);
            }),
            cases: 40, slowCases: 400);

    [Fact]
    [Trait("kind", "property")]
    public void A_window_has_the_records_that_reach_into_it() =>
        (from c in TiledStepTests.Cases(OracleCases.All)
         where c.Machine.Ordering == "overlapped"
         from a in Gen.Double[0, 1]
         from b in Gen.Double[0, 1]
         select (c.Case, c.Machine, a, b)).ForAll(
            c => RecordedStep.Check(c.Case, c.Machine, TraceSelection.All, (_, file) =>
            {
                long from = (long)(file.EndCycle * Math.Min(c.a, c.b));
                long to = from + 1 + (long)(file.EndCycle * Math.Abs(c.a - c.b));
                TracePhase[] phases = [.. file.Phases(0, long.MaxValue).Where(phase => phase.EndCycle > from && phase.StartCycle < to)];
                TraceWait[] waits = [.. file.Waits(0, long.MaxValue).Where(wait => wait.EndCycle > from && wait.StartCycle < to)];
                Assert.Equal(phases, file.Phases(from, to));
                Assert.Equal(waits, file.Waits(from, to));
                RecordedStep.Check(c.Case, c.Machine, TraceSelection.All with { FromCycle = from, ToCycle = to }, (_, part) =>
                {
                    Assert.Equal(phases, part.Phases(0, long.MaxValue));
                    Assert.Equal(waits, part.Waits(0, long.MaxValue));
                });
            }),
            cases: 20);

    /// <summary>One tile: A is loaded, then B, then it is computed, then stored; each blocks for as long as it takes.</summary>
    [Fact]
    public void Each_load_blocks_from_the_end_of_the_one_before()
    {
        const long moved = 64 * 64 * 4 / 8;
        MachineSpec machine = TestMachines.With(5, 6, banks: 24) with
        {
            IdealDram = new IdealDram(8, 0, LatencyMode.Held),
            Residency = "tiled",
            Ordering = "overlapped",
            Overlap = OverlapSpec.PingPong,
        };
        var simulator = new TrainingStepSimulator(SingleGemmStep.Of(64, 64, 64), machine, OracleMemory.Technology(2, 3), 1 << 20)
        {
            Tiles = new TiledLoopNest(new GemmTiling(64, 64, 64), LoopOrder.Find("mnk")!),
        };
        var waits = new List<(WaitingUnit, WaitCause, long Start, long End)>();
        using IDisposable told = simulator.Hooks.Wait.Subscribe(
            (in UnitWait wait) => waits.Add((wait.Unit, wait.Cause, wait.StartCycle, wait.EndCycle)));
        long total = simulator.Run().Cycles.Total;
        Assert.Equal(
            [
                (WaitingUnit.Array, WaitCause.LoadA, 0, moved), (WaitingUnit.Array, WaitCause.LoadB, moved, 2 * moved),
                (WaitingUnit.Dma, WaitCause.Computation, 2 * moved, total - moved),
                (WaitingUnit.Array, WaitCause.Store, total - moved, total),
            ],
            waits);
    }

    /// <summary>Where nothing overlaps, a list of all components that version 0.1 knew is still everything.</summary>
    [Theory]
    [InlineData("sequential", true)]
    [InlineData("overlapped", false)]
    public void Waits_belong_to_overlapping_tiles_alone(string ordering, bool isAll)
    {
        TraceSelection old = TraceSelection.All with
        {
            Components = TraceSelection.All.Components.Where(component => component != TraceComponent.Waits).ToHashSet(),
        };
        MachineSpec machine = TestMachines.With(5, 6, banks: 24) with { Ordering = ordering };
        TestRecording.Of(machine, old, file =>
        {
            Assert.Equal(isAll, file.Header.Selection is null);
            Assert.False(file.Records(TraceComponent.Waits));
            Assert.Empty(file.Waits(0, long.MaxValue));
        });
        TestRecording.Of(machine, TraceSelection.All with { FromCycle = 10 }, file => Assert.Equal(
            !isAll, file.Header.Selection.Components.Contains((uint)TraceComponent.Waits)));
    }

    private static void Check(Gen<OracleCase> networks, int cases)
    {
        int ran = 0;
        TiledStepTests.Cases(networks).ForAll(
            c =>
            {
                if (!RecordedStep.Check(c.Case, c.Machine, TraceSelection.All, CheckSums))
                    return;
                Interlocked.Increment(ref ran);
            },
            cases);
        Assert.True(cases < 20 || ran > cases / 3, $"{ran} of {cases}");
    }

    private static void CheckSums(StepResult result, TraceFile file)
    {
        bool overlap = result.Machine.Ordering == "overlapped";
        Assert.Equal(result.Cycles.Total, file.EndCycle);
        Assert.Equal(overlap, file.Records(TraceComponent.Waits));
        OperationTimes times = OperationTimes.Of(file);
        Assert.Equal(times.All, times.All.OrderBy(one => one.StartCycle));
        if (overlap)
            CheckTimes(result, file, times);
        else
            Assert.Empty(file.Waits(0, long.MaxValue));
        CheckAccesses(result, file, times);
        CheckDram(result, file);
        ReplayTarget target = ReplayTarget.Recorded(file);
        CheckMachine(result.Machine, target.Machine);
        CheckReplay(result, file, target);
        if (overlap)
            CheckWholeTensors(result, file);
    }

    /// <summary>The ways of whole tensors are those of the plan.</summary>
    private static void CheckWholeTensors(StepResult result, TraceFile file)
    {
        IEnumerable<TensorTransfer> planned = result.Plan.Operations.SelectMany(operation => operation.Before).Concat(result.Plan.Final);
        Assert.Equal(
            planned.Select(transfer => (transfer.Tensor.Id, IsWrite: transfer.Kind == TransferKind.WriteBack))
                .GroupBy(transfer => transfer).Select(ways => (ways.Key, LinesOf(file, ways.Key.Id) * ways.Count())).Order(),
            file.Transfers(0, long.MaxValue).Where(transfer => transfer.IsOfWholeTensor)
                .GroupBy(transfer => (transfer.Tensor, transfer.IsWrite))
                .Select(moved => (moved.Key, moved.Sum(transfer => transfer.Runs.Sum(run => run.Count)))).Order());
    }

    private static long LinesOf(TraceFile file, int tensor)
    {
        Traces.Format.Tensor found = file.Header.Tensors.Single(one => one.Id == tensor);
        return (long)found.Slices * found.LinesPerSlice;
    }

    /// <summary>Played again in a closed loop the run is the same, who waits for what included.</summary>
    private static void CheckReplay(StepResult result, TraceFile file, ReplayTarget target)
    {
        // Beside an ideal memory a trace keeps no part, whose energies the cases have.
        ReplayTarget same = target with { Machine = target.Machine with { Dram = result.Machine.Dram } };
        Assert.Equal(
            result.Operations.Select(operation => operation with { Gemm = null }), ClosedLoopReplay.Run(file, same).Operations);
    }

    private static void CheckTimes(StepResult result, TraceFile file, OperationTimes times)
    {
        TracePhase[] phases = [.. file.Phases(0, long.MaxValue)];
        TraceWait[] waits = [.. file.Waits(0, long.MaxValue)];
        TraceTransfer[] transfers = [.. file.Transfers(0, long.MaxValue)];
        Assert.Equal(phases.Select(phase => phase.StartCycle).Order(), phases.Select(phase => phase.StartCycle));
        Assert.Equal(waits.Select(wait => wait.StartCycle).Order(), waits.Select(wait => wait.StartCycle));
        Assert.All(waits, wait => Assert.True(wait.Cycles > 0));

        // Both units are busy or wait all the time, and never two things at once.
        TracePhase[] computations = [.. phases.Where(phase => phase.Kind != TracePhaseKind.Dram)];
        CheckWhole(result.Cycles.Total, [.. computations.Select(phase => (phase.StartCycle, phase.EndCycle)),
            .. waits.Where(wait => wait.Unit == TraceWaitUnit.Array).Select(wait => (wait.StartCycle, wait.EndCycle))]);
        CheckWhole(result.Cycles.Total, [.. transfers.Select(transfer => (transfer.StartCycle, transfer.EndCycle)),
            .. waits.Where(wait => wait.Unit == TraceWaitUnit.Dma).Select(wait => (wait.StartCycle, wait.EndCycle))]);

        long computed = computations.Select(phase => phase.EndCycle)
            .Concat(waits.Where(wait => wait.Cause < TraceWaitCause.Store).Select(wait => wait.EndCycle)).DefaultIfEmpty().Max();
        Dictionary<int, (long Start, long End)> windows =
            times.All.ToDictionary(one => one.Operation, one => (one.StartCycle, one.EndCycle));
        foreach (OperationResult operation in result.Operations)
        {
            StepTimes expected = operation.Times!.Value;
            (long start, long end) = windows.GetValueOrDefault(operation.Index);
            TraceWait[] own = [.. waits.Where(wait => wait.Operation == operation.Index)];
            long tail = own.Where(wait => wait.Cause == TraceWaitCause.Store && wait.StartCycle >= computed).Sum(wait => wait.Cycles);
            Assert.Equal(
                expected,
                new StepTimes(
                    computations.Where(phase => phase.Operation == operation.Index).Sum(phase => phase.Cycles),
                    own.Where(wait => wait.Cause < TraceWaitCause.Store).Sum(wait => wait.Cycles),
                    own.Where(wait => wait.Cause == TraceWaitCause.Store).Sum(wait => wait.Cycles) - tail,
                    tail, Within(isWrite: false), Within(isWrite: true),
                    own.Where(wait => wait.Unit == TraceWaitUnit.Dma).Sum(wait => wait.Cycles)));

            long Within(bool isWrite) => transfers.Where(transfer => transfer.IsWrite == isWrite)
                .Sum(transfer => Math.Max(0, Math.Min(end, transfer.EndCycle) - Math.Max(start, transfer.StartCycle)));
        }

        CheckCauses(waits, transfers);
    }

    /// <summary>A wait for a transfer ends with one of that tensor, or when its data can be used.</summary>
    private static void CheckCauses(TraceWait[] waits, TraceTransfer[] transfers)
    {
        foreach (TraceWait wait in waits)
        {
            bool isTransfer = wait.Cause != TraceWaitCause.Computation;
            Assert.Equal(wait.Unit == TraceWaitUnit.Array, isTransfer);
            Assert.Equal(isTransfer, wait.Tensor >= 0);
            if (isTransfer)
            {
                Assert.Contains(transfers, transfer =>
                    transfer.IsWrite == (wait.Cause == TraceWaitCause.Store) && transfer.Operation == wait.OfOperation
                    && transfer.EndCycle <= wait.EndCycle && transfer.EndCycle > wait.StartCycle - 64);
            }
        }
    }

    private static void CheckWhole(long cycles, List<(long Start, long End)> intervals)
    {
        long at = 0;
        foreach ((long start, long end) in intervals.Where(interval => interval.End > interval.Start).OrderBy(interval => interval.Start))
        {
            Assert.Equal(at, start);
            at = end;
        }

        Assert.Equal(cycles, at);
    }

    private static void CheckAccesses(StepResult result, TraceFile file, OperationTimes times)
    {
        Dictionary<int, TensorRole> roles = result.Program.Tensors.ToDictionary(tensor => tensor.Id, tensor => tensor.Role);
        var counts = new Dictionary<(int Operation, TensorRole Role), ScratchpadCounts>();
        long lineBytes = result.Machine.Scratchpad.LineBytes;
        foreach (TensorRole role in TensorRoles.All)
            foreach (TraceAccess access in file.Accesses((TraceComponent)role, 0, long.MaxValue))
            {
                int conflicts = access.WaitedCycles > 0 ? 1 : 0;
                Add(times.At(access.Cycle), role, access.IsWrite
                    ? new ScratchpadCounts(0, 1, 0, access.Bytes, conflicts, access.WaitedCycles)
                    : new ScratchpadCounts(1, 0, access.Bytes, 0, conflicts, access.WaitedCycles));
            }

        foreach ((TraceTransfer transfer, int operation) in file.Transfers(0, long.MaxValue).Zip(OperationsOf(file)))
        {
            Assert.True(transfer.Operation == -1 || transfer.Operation == operation);
            long lines = transfer.Runs.Sum(run => run.Count);
            if (transfer.IsInHalf)
                Add(operation, roles[transfer.Tensor], transfer.IsWrite
                    ? new ScratchpadCounts(lines, 0, lines * lineBytes, 0, 0, 0)
                    : new ScratchpadCounts(0, lines, 0, lines * lineBytes, 0, 0));
        }

        foreach (OperationResult operation in result.Operations)
        {
            Assert.Equal(
                operation.Scratchpads,
                new ScratchpadTotals(
                    counts.GetValueOrDefault((operation.Index, TensorRole.Activation)),
                    counts.GetValueOrDefault((operation.Index, TensorRole.Weight)),
                    counts.GetValueOrDefault((operation.Index, TensorRole.Error))));
        }

        void Add(int operation, TensorRole role, ScratchpadCounts more) =>
            counts[(operation, role)] = counts.GetValueOrDefault((operation, role)) + more;
    }

    /// <summary>Each transfer has a phase; both stand in the order of their start.</summary>
    private static IEnumerable<int> OperationsOf(TraceFile file) =>
        file.Phases(0, long.MaxValue).Where(phase => phase.Kind == TracePhaseKind.Dram).Select(phase => phase.Operation);

    private static void CheckDram(StepResult result, TraceFile file)
    {
        long[] lines = new long[result.Operations.Length];
        foreach ((TraceTransfer transfer, int operation) in file.Transfers(0, long.MaxValue).Zip(OperationsOf(file)))
            lines[operation] += transfer.Runs.Sum(run => run.Count);
        if (result.Machine.IdealDram is not null)
        {
            Assert.Equal(result.Operations.Select(operation => operation.Dram.Bursts), lines);
            Assert.Empty(file.Dram(0, long.MaxValue));
            Assert.Null(file.Header.MachineValues.Dram);
        }
        else
        {
            Assert.Equal(
                result.Dram.Bursts, file.Dram(0, long.MaxValue).Where(run => run.Kind.IsColumnCommand()).Sum(run => run.Count));
        }
    }

    /// <summary>What chose tiles and tensors is kept as what they chose.</summary>
    private static void CheckMachine(MachineSpec recorded, MachineSpec read) => Assert.Equal(
        recorded with
        {
            Array = recorded.Array.HasStationaryOperand ? recorded.Array : recorded.Array with { TileLoad = read.Array.TileLoad },
            Dram = recorded.IdealDram is null ? recorded.Dram : read.Dram,
            Mapping = read.Mapping,
            TileLoops = read.TileLoops,
            Eviction = read.Eviction,
        },
        read);
}
