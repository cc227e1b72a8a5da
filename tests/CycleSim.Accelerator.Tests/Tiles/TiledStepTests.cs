using CsCheck;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Accelerator.Steps;
using CycleSim.Accelerator.Tests.Oracle;
using CycleSim.Accelerator.Tests.Stationary;
using CycleSim.Accelerator.Tiles;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Tiles;

/// <summary>Steps whose tensors flow in tiles, and whose tiles overlap.</summary>
/// <remarks>`CYCLESIM_SLOW=1 dotnet test tests/CycleSim.Accelerator.Tests -c Release --filter TiledStep` runs 1,000 machines.</remarks>
public class TiledStepTests
{
    private const int ReadCycles = 2;
    private const int WriteCycles = 3;
    private const int LineBytes = 64;
    private const int MaxSteppedTiles = 30;

    /// <summary>Id of the output of a single product.</summary>
    private const int Sums = 2;

    private static readonly bool Slow = Environment.GetEnvironmentVariable("CYCLESIM_SLOW") == "1";

    private static Gen<IdealDram?> Memories => Gen.Frequency(
        (1, Gen.Bool.Select(_ => (IdealDram?)null)),
        (2, from bytes in Gen.Int[1, 64]
            from latency in Gen.Int[0, 30]
            from mode in Gen.Enum<LatencyMode>()
            select (IdealDram?)new IdealDram(bytes, latency, mode)));

    private static Gen<OverlapSpec> Overlaps =>
        from operands in Gen.Int[1, 3]
        from outputs in Gen.Int[1, 3]
        from policy in OracleCases.OneOf("program", "ready", "loads_first")
        select new OverlapSpec(operands, outputs, policy);

    private static Gen<(DataflowKind Dataflow, string Load, int Count, int Sums)> Arrays => Gen.Select(
        Gen.Enum<DataflowKind>(), OracleCases.OneOf("serial", "reload", "follow", "shadow_global", "shadow"),
        OracleCases.OneOf(1, 1, 2, 3), Gen.Int[0, 40]);

    /// <summary>Networks on machines of all orderings, residencies, dataflows and memories.</summary>
    internal static Gen<(OracleCase Case, MachineSpec Machine)> Cases(Gen<OracleCase> networks) =>
        from c in networks
        from dram in Memories
        from overlap in Overlaps
        from ordering in OracleCases.OneOf("sequential", "overlapped", "overlapped")
        from residency in OracleCases.OneOf("atomic", "tiled", "tiled")
        from array in Arrays
        from loops in Gen.Enum<TileDirection>()
        from banks in OracleCases.OneOf(FillBanks.Split, FillBanks.Split, FillBanks.Shared)
        let machine = residency == "tiled"
            ? ArrayPortTests.MachineOf(c.Machine, array.Dataflow, array.Load, array.Count, array.Sums)
            : c.Machine
        select (c, machine with
        {
            Residency = residency,
            TileLoops = residency == "tiled" ? loops : TileDirection.Forward,
            Ordering = ordering,
            Overlap = ordering != "overlapped" ? OverlapSpec.None
                : residency == "tiled" ? overlap with { FillBanks = banks } : overlap,
            IdealDram = dram,
        });

    [Fact]
    [Trait("kind", "property")]
    public void A_step_moves_what_its_plan_says_and_skipping_changes_nothing() => Check(OracleCases.All, Slow ? 1000 : 150);

    [Fact]
    [Trait("kind", "property")]
    public void A_step_of_a_graph_moves_what_its_plan_says_and_skipping_changes_nothing() => Check(OracleCases.Graphs, Slow ? 1000 : 60);

    /// <summary>The times of the machine are those of the list of its tiles, with the cycles that the array took for each.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void A_product_takes_as_long_as_its_tiles() =>
        Products.ForAll(
            c =>
            {
                (StepResult result, IReadOnlyList<TileWork> works) = RunOf(c);
                TileTimes expected = TileSchedule.Run(
                    works, MachineOf(c));
                Assert.Equal(
                    new StepTimes(
                        expected.ArrayBusyCycles, expected.WaitLoadCycles, expected.WaitStoreCycles, expected.TailCycles,
                        expected.LoadBusyCycles, expected.StoreBusyCycles, expected.DmaIdleCycles),
                    result.UnitTimes);
                Assert.Equal(expected.TotalCycles, result.Cycles.Total);
                Assert.Equal(result.Plan.DramLines, result.Dram.Bursts);

                // B is in the weight scratchpad alone: each line that is loaded is written there once.
                Assert.Equal(works.Sum(work => work.LoadBBytes), result.Scratchpads.Weight.WriteBytes);
                Assert.Equal(0, result.Scratchpads.Error.WriteBytes);
            },
            cases: 200);

    /// <summary>
    /// Against the machine that is stepped cycle by cycle: the array with lanes and banks for each tile, and loads and stores of all tiles.
    /// </summary>
    [Fact]
    [Trait("kind", "property")]
    public void A_product_takes_as_long_as_the_cycle_stepped_machine() =>
        Products.Where(c => TilesOf(c) <= MaxSteppedTiles).ForAll(
            c =>
            {
                StepResult result = Simulator(c, 1 << 20).Run();
                OracleTile[] tiles = [.. OracleTiles(c)];
                TileWork[] works = [.. WorksOf(c).Zip(tiles, (work, tile) => work with { ComputeCycles = tile.Cycles })];
                var stepped = SteppedTiles.Run(works, MachineOf(c));
                Assert.Equal(stepped.Total, result.Cycles.Total);
                Assert.Equal(
                    (tiles.Sum(tile => tile.Cycles), stepped.LoadBusy, stepped.StoreBusy),
                    (result.UnitTimes!.Value.ArrayBusyCycles, result.UnitTimes.Value.LoadBusyCycles,
                    result.UnitTimes.Value.StoreBusyCycles));
                CycleCounts causes = tiles.Aggregate(default(CycleCounts), (all, tile) => all + tile.Causes);
                Assert.Equal(causes, result.Cycles with { Dram = 0 });
                CheckAccesses(tiles, works, result);
            },
            cases: 100, slowCases: 1000);

    /// <summary>
    /// Where DMA engine and lanes use the same banks, against the machine that is stepped cycle by cycle: each line that is loaded or
    /// stored takes its bank in its cycle, and lanes and DMA engine wait for each other.
    /// </summary>
    [Fact]
    [Trait("kind", "property")]
    public void A_product_in_shared_banks_takes_as_long_as_the_cycle_stepped_machine()
    {
        long waited = 0;
        Products.Where(c => TilesOf(c) <= MaxSteppedTiles).ForAll(
            c =>
            {
                c = c with { Machine = c.Machine with { Overlap = c.Machine.Overlap with { FillBanks = FillBanks.Shared } } };
                StepResult result = Simulator(c, 1 << 20).Run();
                var stepped = SteppedSharedTiles.Run(
                    [.. PartsOf(c)], MachineOf(c), c.Machine, SingleGemmStep.Of(c.M, c.N, c.K).Tensors, ReadCycles, WriteCycles);
                Assert.Equal(stepped.Total, result.Cycles.Total);
                Assert.Equal(
                    (stepped.ArrayBusy, stepped.LoadBusy, stepped.StoreBusy),
                    (result.UnitTimes!.Value.ArrayBusyCycles, result.UnitTimes.Value.LoadBusyCycles,
                    result.UnitTimes.Value.StoreBusyCycles));
                Assert.Equal(stepped.Causes, result.Cycles with { Dram = 0 });
                ILookup<AccessKind, OracleAccess> accesses = stepped.Lanes.Concat(stepped.Dma).ToLookup(access => access.Kind);
                ScratchpadCounts all = result.Scratchpads.Activation + result.Scratchpads.Weight + result.Scratchpads.Error;
                Assert.Equal(
                    (accesses[AccessKind.Read].Count(), accesses[AccessKind.Write].Count(),
                        stepped.Lanes.Sum(access => (long)access.Waited)),
                    (all.ReadAccesses, all.WriteAccesses, all.ConflictWaitCycles));
                waited += stepped.Dma.Sum(access => (long)access.Waited);
            },
            cases: 100, slowCases: 1000);
        Assert.True(waited > 100, $"the DMA engine waited {waited} cycles for banks");
    }

    /// <summary>Lanes and transfers are processes of their own there: who waits for them is told why they ended.</summary>
    [Theory]
    [InlineData(FillBanks.Split)]
    [InlineData(FillBanks.Shared)]
    public void A_run_ends_when_somebody_ends_it_and_a_fault_of_the_input_is_told_as_such(FillBanks banks)
    {
        MachineSpec machine = Machine(new IdealDram(8, 0, LatencyMode.Held), OverlapSpec.PingPong with { FillBanks = banks });
        var c = new ProductCase(machine, 40, 40, 40, new GemmTiling(8, 8, 40), "mnk");
        using var source = new CancellationTokenSource();
        TrainingStepSimulator simulator = Simulator(c, 1 << 20);
        using IDisposable phases = simulator.Hooks.Phase.Subscribe((in PhaseInterval _) => source.Cancel());
        Assert.Throws<OperationCanceledException>(() => simulator.Run(source.Token));
        MachineSpec slow = machine with { IdealDram = new IdealDram(1, 1L << 37, LatencyMode.Held), ClockPeriodPs = 100_000_000 };
        InputException problem = Assert.Throws<InputException>(() => Simulator(c with { Machine = slow }, 1 << 20).Run());
        Assert.Contains("lies beyond the end of simulated time", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Tiles with the lines that they load and store.</summary>
    private static IEnumerable<SteppedSharedTiles.Part> PartsOf(ProductCase c)
    {
        GemmOperation gemm = SingleGemmStep.Of(c.M, c.N, c.K).Operations.OfType<GemmOperation>().Single();
        ProductTiles tiles = TilesOf(c, gemm);
        var tensors = new Dictionary<char, TensorSpec>
        {
            ['a'] = gemm.Rows.Tensor,
            ['b'] = gemm.Columns.Tensor,
            ['c'] = gemm.Output.Tensor,
        };
        GemmTile[] indexes =
            [.. new TileLoop(TileGrid.Of(new(c.M, c.N, c.K), c.Tiling), LoopOrder.Find(c.Order)!, c.Machine.TileLoops).Tiles()];
        int next = 0;
        foreach ((TileIndex index, TileWork work) in tiles.All().Zip(WorksOf(c)))
        {
            GemmTile tile = indexes[next++];
            (long m, long n, long k) = (tile.IndexM * c.Tiling.Tm, tile.IndexN * c.Tiling.Tn, tile.IndexK * c.Tiling.Tk);
            yield return new SteppedSharedTiles.Part(
                work, tiles.Tile(gemm, index), tensors,
                new Dictionary<char, IReadOnlyList<(int Line, int Slice)>>
                {
                    ['a'] = Lines(m, tile.M, k, tile.K),
                    ['b'] = Lines(n, tile.N, k, tile.K),
                    ['c'] = Lines(m, tile.M, n, tile.N),
                });
        }

        static List<(int Line, int Slice)> Lines(long row, long rows, long word, long words) =>
        [
            .. from slice in Enumerable.Range((int)row, (int)rows)
               from line in Enumerable.Range((int)(word / 16), (int)((word + words - 1) / 16 - word / 16 + 1))
               select (line, slice),
        ];
    }

    private static ProductTiles TilesOf(ProductCase c, GemmOperation gemm) => ProductCuts.Of(gemm).Tiles(
        Math.Min(c.M, c.Tiling.Tm), Math.Min(c.N, c.Tiling.Tn), Math.Min(c.K, c.Tiling.Tk), c.Order[0] == 'm') with
    {
        IsSerpentine = c.Machine.TileLoops == TileDirection.Serpentine,
    };

    private static long TilesOf(ProductCase c)
    {
        (long m, long n, long k) = TileGrid.Of(new GemmShape(c.M, c.N, c.K), c.Tiling).Counts;
        return m * n * k;
    }

    private static TileMachine MachineOf(ProductCase c) => new(
        c.Machine.IdealDram!, c.Machine.Overlap.OperandBuffers, c.Machine.Overlap.OutputBuffers,
        DmaPolicies.All.Get(c.Machine.Overlap.DmaPolicy));

    private static IEnumerable<OracleTile> OracleTiles(ProductCase c)
    {
        GemmOperation gemm = SingleGemmStep.Of(c.M, c.N, c.K).Operations.OfType<GemmOperation>().Single();
        ProductTiles tiles = TilesOf(c, gemm);
        int halfBanks = c.Machine.Scratchpad.Banks / (c.Machine.Overlap.OperandBuffers + c.Machine.Overlap.OutputBuffers);
        return tiles.All().Select(index => new OracleTile(tiles.Tile(gemm, index), c.Machine, halfBanks, ReadCycles, WriteCycles));
    }

    /// <summary>Lanes read and write lines, the DMA engine fills halves with what it loads and empties them.</summary>
    private static void CheckAccesses(OracleTile[] tiles, TileWork[] works, StepResult result)
    {
        ILookup<AccessKind, OracleAccess> lanes = tiles.SelectMany(tile => tile.Accesses).ToLookup(access => access.Kind);
        long loaded = works.Sum(work => work.LoadABytes + work.LoadBBytes) / LineBytes;
        long stored = works.Sum(work => work.StoreBytes) / LineBytes;
        ScratchpadCounts all = result.Scratchpads.Activation + result.Scratchpads.Weight + result.Scratchpads.Error;
        Assert.Equal(
            (lanes[AccessKind.Read].Count() + stored, lanes[AccessKind.Write].Count() + loaded,
                lanes[AccessKind.Read].Concat(lanes[AccessKind.Write]).Sum(access => (long)access.Waited)),
            (all.ReadAccesses, all.WriteAccesses, all.ConflictWaitCycles));
    }

    /// <summary>Where K is in parts, a tile adds to what the one before has written: in the same bank.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Partial_sums_are_read_where_they_were_written() =>
        Products.Where(c => c.K > c.Tiling.Tk).ForAll(
            c =>
            {
                var banks = new Dictionary<long, int>();
                long reads = 0;
                TrainingStepSimulator simulator = Simulator(c, 1 << 20);
                simulator.FastForward = false;
                using IDisposable accesses = simulator.Hooks.ScratchpadAccess.Subscribe((in ScratchpadAccess access) =>
                {
                    if (access.Tensor != Sums)
                        return;
                    if (access.Kind == AccessKind.Write)
                    {
                        banks[access.Line] = access.Bank;
                        return;
                    }

                    reads++;
                    Assert.Equal(banks[access.Line], access.Bank);
                });
                simulator.Run();
                Assert.True(reads > 0);
            },
            cases: 60);

    /// <summary>What an operation loads has been stored before, and nothing is overwritten that an earlier one still loads.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Transfers_of_a_tensor_keep_the_order_of_operations() =>
        Cases(OracleCases.All).Where(c => c.Machine.Ordering == "overlapped").ForAll(
            c =>
            {
                List<Moved> moved = [];
                if (TryRun(c.Case, c.Machine, fastForward: true, simulator => Watch(simulator, moved)) is null)
                    return;
                foreach (IGrouping<int, Moved> tensor in moved.GroupBy(move => move.Tensor))
                    foreach (Moved store in tensor.Where(move => move.IsWrite))
                        foreach (Moved load in tensor.Where(move => !move.IsWrite && move.Operation != store.Operation))
                            Assert.True(load.Operation > store.Operation ? load.Start >= store.End : load.End <= store.Start);
            },
            cases: 60);

    /// <summary>
    /// With one operand buffer, blocks of a vector operation are loaded and computed in turns, also where a short operand, such as the
    /// scales of a normalisation, has no line in most blocks.
    /// </summary>
    [Fact]
    [Trait("kind", "property")]
    public void A_block_with_one_buffer_is_not_computed_while_one_is_loaded() =>
        Gen.OneOf(Cases(OracleCases.All), Cases(OracleCases.Graphs))
            .Where(c => c.Machine.Ordering == "overlapped" && c.Machine.Residency == "atomic")
            .Select(c => (
                Case: c.Case with { CapacityPercent = 0 },
                Machine: c.Machine with { Overlap = c.Machine.Overlap with { OperandBuffers = 1 } }))
            .ForAll(
                c =>
                {
                    (List<Moved> moved, List<PhaseInterval> all) = MovesAndBlocks(c.Case, c.Machine);
                    ILookup<int, Moved> loads = moved.Where(move => !move.IsWrite).ToLookup(move => move.Operation);
                    foreach (IGrouping<int, PhaseInterval> blocks in all.GroupBy(block => block.Operation))
                        if (c.Case.Program.Operations[blocks.Key] is VectorOperation vector
                            && HasLoadForEach([.. blocks], vector, loads[blocks.Key]))
                            CheckTurns(blocks, loads[blocks.Key]);
                },
                cases: 60);

    /// <summary>
    /// Between two blocks of a vector operation, one after the other, stores of the first and loads of the second take time, and nothing
    /// else: the latency of the memory too only where something is loaded.
    /// </summary>
    [Fact]
    [Trait("kind", "property")]
    public void Blocks_one_after_the_other_wait_for_what_moves() => SequentialBlocks.ForAll(CheckGaps, cases: 60);

    /// <summary>A case in which a block loads nothing, which is rare; it once waited for the memory's latency.</summary>
    [Fact]
    public void A_block_that_loads_nothing_does_not_wait_for_the_memory() => SequentialBlocks.ForSeed(CheckGaps, "0rQ8DJJUHNx0");

    private static Gen<(OracleCase Case, MachineSpec Machine)> SequentialBlocks =>
        Gen.OneOf(Cases(OracleCases.All), Cases(OracleCases.Graphs))
            .Where(c => c.Machine is { Ordering: "sequential", Residency: "atomic", IdealDram: not null });

    private static void CheckGaps((OracleCase Case, MachineSpec Machine) c)
    {
        (List<Moved> moved, List<PhaseInterval> blocks) = MovesAndBlocks(c.Case with { CapacityPercent = 0 }, c.Machine);
        foreach ((PhaseInterval block, PhaseInterval next) in blocks.Zip(blocks.Skip(1)))
        {
            if (block.Operation != next.Operation)
                continue;
            Moved[] between = [.. moved.Where(move => move.Start >= block.EndCycle && move.End <= next.StartCycle)];
            long latency = between.Any(move => !move.IsWrite) ? c.Machine.IdealDram!.UsableAfterCycles : 0;
            Assert.Equal(block.EndCycle + between.Sum(move => move.End - move.Start) + latency, next.StartCycle);
        }
    }

    private static (List<Moved> Moves, List<PhaseInterval> Blocks) MovesAndBlocks(OracleCase c, MachineSpec machine)
    {
        List<Moved> moved = [];
        List<PhaseInterval> blocks = [];
        Assert.NotNull(TryRun(c, machine, fastForward: true, simulator =>
        {
            Watch(simulator, moved);
            simulator.Hooks.Phase.Subscribe((in PhaseInterval phase) =>
            {
                if (phase.Kind == PhaseKind.Vector)
                    blocks.Add(phase);
            });
        }));
        return (moved, blocks);
    }

    /// <summary>One of the inputs has lines in each block.</summary>
    private static bool HasLoadForEach(PhaseInterval[] blocks, VectorOperation vector, IEnumerable<Moved> loads) =>
        vector.Inputs.GroupBy(stream => stream.Tensor.Id).Any(
            streams => streams.Count() == 1 && loads.Count(load => load.Tensor == streams.Key) == blocks.Length);

    private static void CheckTurns(IEnumerable<PhaseInterval> blocks, IEnumerable<Moved> loads)
    {
        foreach (PhaseInterval block in blocks)
            foreach (Moved load in loads)
                Assert.True(load.End <= block.StartCycle || load.Start >= block.EndCycle, $"{block} {load}");
    }

    /// <summary>
    /// Without stalls a tile takes what the closed forms of its dataflow say, and the accumulator buffer moves what they count.
    /// </summary>
    [Fact]
    [Trait("kind", "property")]
    public void A_tile_takes_the_cycles_of_its_dataflow() =>
        (from c in Products
         from array in Arrays
         where array.Dataflow != DataflowKind.OutputStationary
         let machine = ArrayPortTests.MachineOf(c.Machine, array.Dataflow, array.Load, 1, array.Sums)
         select c with { Machine = machine }).ForAll(
            c =>
            {
                StepResult result = Simulator(c, 1 << 20).Run();
                AccumulatorCounts words = default;
                long steps = 0;
                foreach (GemmTile tile in new TileLoop(TileGrid.Of(new GemmShape(c.M, c.N, c.K), c.Tiling), LoopOrder.Find("mnk")!).Tiles())
                {
                    ArrayTimingCounts count = CountOf(c.Machine, new GemmShape(tile.M, tile.N, tile.K));
                    steps += count.Time.Cycles;
                    words += new AccumulatorCounts(count.Words.AccumulatorReads, count.Words.AccumulatorWrites);
                }

                Assert.Equal(steps, result.Cycles.Compute + result.Cycles.FillDrain);
                Assert.Equal(words, result.Accumulators);
                decimal leakage = result.Cycles.Total * (decimal)c.Machine.ClockPeriodPs * 3 * 1e-3m;
                Assert.Equal(
                    c.Machine.Accumulators is null ? 0 : words.Reads + 2 * words.Writes + leakage, result.Energy.AccumulatorPj);
            },
            cases: 200);

    private static ArrayTimingCounts CountOf(MachineSpec machine, GemmShape tile)
    {
        bool isInput = machine.Array.Dataflow == DataflowKind.InputStationary;
        long streamed = isInput ? tile.N : tile.M;
        return ArrayTimings.All.Get(isInput ? "input_stationary" : "weight_stationary").Count(
            new ArrayTimingQuestion(tile, machine.Array.Rows, machine.Array.Columns)
            {
                Variant = machine.Array.TileLoad,
                Block = Math.Min(streamed, machine.Accumulators?.WordsOfColumn(machine.Array) ?? streamed),
                TrimEdges = machine.Array.TrimEdgeFolds,
            });
    }

    [Fact]
    public void Loads_wait_where_halves_are_divided_differently()
    {
        StepTile[] tiles = [.. new[] { 0, 7, 7, 0, 9, 9, 7 }.Select(Keyed)];
        Assert.Equal([-1, -1, -1, -1, 3, 3, 5], StepPipelineTile.Of(tiles, 64).Select(tile => tile.LoadsAfterComputeOf));

        static StepTile Keyed(int key) => new(0, TileLoads.None, null, []) { HalvesKey = key };
    }

    /// <summary>What has no lines is not waited for, and hides neither the store before it nor what moves beside it.</summary>
    [Fact]
    public void Transfers_without_lines_do_not_count()
    {
        StepTile[] tiles =
        [
            new(0, TileLoads.None, null, [Of(0, 1, 3, isWrite: true)]),
            new(0, TileLoads.None, null, [Of(0, 2, 2, isWrite: true), Of(0, 1, 0, isWrite: true)]),
            new(1, new TileLoads([Of(1, 1, 1), Of(1, 2, 0)], [], []), null, []),
        ];
        StepPipelineTile[] piped = [.. StepPipelineTile.Of(tiles, 64)];
        Assert.Equal([-1, -1, 0], piped.Select(tile => tile.LoadsAfterStoreOf));
        Assert.Equal(1, Assert.Single(piped[2].Of(DmaKind.LoadA)).Tensor);
        Assert.Equal(2, Assert.Single(piped[1].Of(DmaKind.Store)).Tensor);
        DmaDescriptor none = Of(1, 2, 0);
        Assert.Equal(new HalfNumbers(0, 0, 0, 0), new HalfCounter().Next(new TileLoads([none], [none], [none]), stores: false));

        static DmaDescriptor Of(int operation, int tensor, int lines, bool isWrite = false) =>
            new(operation, tensor, 0, lines == 0 ? [] : [new LineRun(0, lines)], isWrite);
    }

    [Fact]
    [Trait("kind", "property")]
    public void Overlap_is_never_slower_than_the_same_tiles_one_after_the_other() =>
        (from c in Products
         from policy in OracleCases.OneOf("program", "ready")
         select c with { Machine = c.Machine with { Overlap = new OverlapSpec(2, 2, policy) } }).ForAll(
            c =>
            {
                MachineSpec alone = c.Machine with { Ordering = "sequential", Overlap = OverlapSpec.None };
                Assert.True(RunOf(c).Result.Cycles.Total <= RunOf(c with { Machine = alone }).Result.Cycles.Total);
            },
            cases: 60);

    [Fact]
    public void Tiles_that_do_not_fit_are_refused()
    {
        ProductCase c = new(Machine(new IdealDram(8, 0, LatencyMode.Held), OverlapSpec.PingPong), 64, 64, 64, new(64, 64, 64), "mnk");
        InputException problem = Assert.Throws<InputException>(() => Simulator(c, 3 * 4 * 4096).Run());
        Assert.Contains(
            "no tile of 64 x 64 x 64 words of gemm fwd fits the scratchpads' parts for tiles, of 4096 (activation)", problem.Message,
            StringComparison.Ordinal);
        problem = Assert.Throws<InputException>(() => Simulator(c with { Tiling = new(64, 64, 32), Order = "kmn" }, 1 << 20).Run());
        Assert.Contains("K in parts must be the innermost loop", problem.Message, StringComparison.Ordinal);
        MachineSpec few = c.Machine with { Scratchpad = c.Machine.Scratchpad with { Banks = 3 } };
        problem = Assert.Throws<InputException>(() => Simulator(c with { Machine = few }, 1 << 20).Run());
        Assert.Contains("scratchpad.banks = 3: 4 buffers of tiles need a bank each", problem.Message, StringComparison.Ordinal);
    }

    private static Gen<ProductCase> Products =>
        from m in Gen.Int[1, 40]
        from n in Gen.Int[1, 40]
        from k in Gen.Int[1, 40]
        from tm in Gen.Int[1, 20]
        from tn in Gen.Int[1, 20]
        from tk in Gen.Int[1, 40]
        from order in OracleCases.OneOf("mnk", "nmk")
        from dram in Memories.Where(memory => memory is not null)
        from overlap in Overlaps
        from loops in Gen.Enum<TileDirection>()
        select new ProductCase(Machine(dram!, overlap) with { TileLoops = loops }, m, n, k, new GemmTiling(tm, tn, tk), order);

    private static MachineSpec Machine(IdealDram dram, OverlapSpec overlap) => TestMachines.With(5, 6, banks: 24) with
    {
        Dram = TestMachines.Paper.Dram with { ClockPeriodPs = TestMachines.Paper.ClockPeriodPs, BurstBytes = 64 },
        IdealDram = dram,
        Residency = "tiled",
        Ordering = "overlapped",
        Overlap = overlap,
    };

    private static TrainingStepSimulator Simulator(ProductCase c, long capacity) => new(
        SingleGemmStep.Of(c.M, c.N, c.K), c.Machine, OracleMemory.Technology(ReadCycles, WriteCycles), capacity)
    {
        Tiles = new TiledLoopNest(c.Tiling, LoopOrder.Find(c.Order)!),
    };

    /// <summary>Runs a product; tells what each tile moved and how long the array took for it.</summary>
    private static (StepResult Result, IReadOnlyList<TileWork> Works) RunOf(ProductCase c)
    {
        TrainingStepSimulator simulator = Simulator(c, 1 << 20);
        var cycles = new List<long>();
        using IDisposable phases = simulator.Hooks.Phase.Subscribe((in PhaseInterval phase) =>
        {
            if (phase.Kind == PhaseKind.Array)
                cycles.Add(phase.EndCycle - phase.StartCycle);
        });
        StepResult result = simulator.Run();
        return (result, [.. WorksOf(c).Zip(cycles, (work, computed) => work with { ComputeCycles = computed })]);
    }

    /// <summary>Bytes of each tile, counted in lines of 16 words: operands and outputs are rows of whole lines.</summary>
    private static IEnumerable<TileWork> WorksOf(ProductCase c)
    {
        var grid = TileGrid.Of(new GemmShape(c.M, c.N, c.K), c.Tiling);
        GemmTile? before = null;
        foreach (GemmTile tile in new TileLoop(grid, LoopOrder.Find(c.Order)!, c.Machine.TileLoops).Tiles())
        {
            bool hasA = before is { } a && (a.IndexM, a.IndexK) == (tile.IndexM, tile.IndexK);
            bool hasB = before is { } b && (b.IndexN, b.IndexK) == (tile.IndexN, tile.IndexK);
            long k = tile.IndexK * grid.Tiles.K;
            yield return new TileWork(
                hasA ? 0 : Bytes(tile.M, k, tile.K), hasB ? 0 : Bytes(tile.N, k, tile.K), 1,
                tile.IsLastOfK ? Bytes(tile.M, tile.IndexN * grid.Tiles.N, tile.N) : 0);
            before = tile;
        }

        static long Bytes(long rows, long first, long words) => rows * ((first + words - 1) / 16 - first / 16 + 1) * 64;
    }

    private static void Check(Gen<OracleCase> networks, int cases)
    {
        int ran = 0;
        Cases(networks).ForAll(
            c =>
            {
                if (TryRun(c.Case, c.Machine, fastForward: true) is not { } fast)
                    return;
                ran++;
                StepResult detailed = TryRun(c.Case, c.Machine, fastForward: false)!;
                Assert.Equal(detailed.Operations.Select(Shown), fast.Operations.Select(Shown));
                if (c.Machine.Residency == "tiled" || c.Machine.DramRefetch == DramRefetch.Tile)
                    Assert.Equal(fast.Plan.DramLines, fast.Dram.Bursts);
                Assert.Equal(c.Case.Program.Macs, fast.Macs);
                foreach (OperationResult operation in fast.Operations)
                    CheckTimes(operation);
            },
            cases);
        Assert.True(cases < 50 || ran > cases / 3, $"{ran} of {cases}");
    }

    private static void CheckTimes(OperationResult operation)
    {
        StepTimes times = operation.Times!.Value;
        CycleCounts cycles = operation.Cycles;
        Assert.Equal(cycles.Total, times.TotalCycles);
        Assert.Equal(cycles.Total - cycles.Dram, times.ArrayBusyCycles);
        Assert.Equal(cycles.Total, times.DmaBusyCycles + times.DmaIdleCycles);
        Assert.All(
            [times.ArrayBusyCycles, times.WaitLoadCycles, times.WaitStoreCycles, times.TailCycles, times.LoadBusyCycles,
             times.StoreBusyCycles, times.DmaIdleCycles],
            part => Assert.True(part >= 0, times.ToString()));
    }

    private static void Watch(TrainingStepSimulator simulator, List<Moved> moved)
    {
        int operation = 0;
        simulator.Hooks.Phase.Subscribe((in PhaseInterval phase) => operation = phase.Operation); // told before its transfer
        simulator.Hooks.Transfer.Subscribe((in DramTransfer transfer) => moved.Add(
            new Moved(operation, transfer.Tensor, transfer.StartCycle, transfer.EndCycle, transfer.IsWrite)));
    }

    /// <summary>Runs a case; null where the scratchpads are too small for it.</summary>
    internal static StepResult? TryRun(
        OracleCase c, MachineSpec machine, bool fastForward, Action<TrainingStepSimulator>? watch = null)
    {
        try
        {
            TrainingStepSimulator simulator = (c with { Machine = machine }).Simulator(fastForward);
            watch?.Invoke(simulator);
            return simulator.Run();
        }
        catch (InputException tooSmall) when (
            tooSmall.Message.Contains("fits the scratchpads' parts", StringComparison.Ordinal)
            || tooSmall.Message.Contains("need a bank each", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>What has to be equal of an operation.</summary>
    internal static string Shown(OperationResult operation) =>
        $"{operation.Index} {operation.Cycles} {operation.Scratchpads} {operation.Dram} {operation.Times} {operation.Accumulators}";

    private sealed record Moved(int Operation, int Tensor, long Start, long End, bool IsWrite);

    private sealed record ProductCase(MachineSpec Machine, int M, int N, int K, GemmTiling Tiling, string Order);
}
