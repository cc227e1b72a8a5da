using CsCheck;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Accelerator.Tiles;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Reference;

namespace CycleSim.Accelerator.Tests.Tiles;

/// <summary>Lists of tiles on an ideal memory.</summary>
public class TileScheduleTests
{
    private static Gen<TileMachine> Machines =>
        from bytes in Gen.Int[1, 7]
        from latency in Gen.Int[0, 9]
        from mode in Gen.Enum<LatencyMode>()
        from operands in Gen.Int[1, 4]
        from outputs in Gen.Int[1, 4]
        from policy in Gen.OneOf(Gen.Const("program"), Gen.Const("ready"), Gen.Const("loads_first"))
        select new TileMachine(new IdealDram(bytes, latency, mode), operands, outputs, DmaPolicies.All.Get(policy));

    private static Gen<TileWork[]> Lists =>
        (from a in Bytes
         from b in Bytes
         from compute in Gen.Int[1, 30]
         from store in Bytes
         select new TileWork(a, b, compute, store)).Array[1, 9];

    private static Gen<int> Bytes => Gen.Frequency((1, Gen.Const(0)), (3, Gen.Int[1, 60]));

    /// <summary>
    /// (With loads_first it can be: a load that is ready sooner overtakes a store that the array waits for.)
    /// </summary>
    [Theory]
    [InlineData("program")]
    [InlineData("ready")]
    [Trait("kind", "property")]
    public void A_faster_memory_is_never_slower(string policy) =>
        Gen.Select(Machines, Lists, Gen.Int[1, 5], Gen.Int[0, 4]).ForAll(
            (machine, tiles, faster, sooner) =>
            {
                TileMachine program = machine with { Policy = DmaPolicies.All.Get(policy) };
                IdealDram dram = program.Dram;
                long before = TileSchedule.Run(tiles, program).TotalCycles;
                Assert.True(before >= Total(dram with { BytesPerCycle = dram.BytesPerCycle + faster }));
                Assert.True(before >= Total(dram with { LatencyCycles = Math.Max(0, dram.LatencyCycles - sooner) }));

                long Total(IdealDram better) => TileSchedule.Run(tiles, program with { Dram = better }).TotalCycles;
            },
            cases: 300, slowCases: 20_000);

    [Fact]
    public void Every_row_of_the_reference_is_reproduced()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("systolic-ws/double_buffer.csv.gz");
        Assert.Equal(149, rows.Count);
        Assert.All(rows, row =>
        {
            TileTimes times = TileSchedule.Run(TileList.Parse(row.Text("tiles")), MachineOf(row));
            AssertTimes(row, times);
            string starts = row.Text("compute_starts");
            if (starts != "-")
                Assert.Equal(starts, string.Join(' ', times.ComputeStartCycles));
        });
    }

    [Fact]
    public void Every_tiled_product_of_the_reference_is_reproduced()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("systolic-ws/tiled_gemm.csv.gz");
        Assert.Equal(60, rows.Count);
        Assert.All(rows, row =>
        {
            IReadOnlyList<TileWork> works = new IdealGemm(
                new GemmShape(row.Int("M"), row.Int("N"), row.Int("K")), new GemmTiling(row.Int("Tm"), row.Int("Tn"), row.Int("Tk")),
                LoopOrder.Find(row.Text("order"))!, TileTimings.All.Get(row.Text("variant")), row.Int("R"), row.Int("C"),
                row.Int("element_bytes")).Works();
            Assert.Equal(
                (row.Int("tiles"), row.Long("a_bytes"), row.Long("b_bytes"), row.Long("c_bytes")),
                (works.Count, works.Sum(work => work.LoadABytes), works.Sum(work => work.LoadBBytes), works.Sum(work => work.StoreBytes)));
            AssertTimes(row, TileSchedule.Run(works, MachineOf(row)));
        });
    }

    [Fact]
    [Trait("kind", "property")]
    public void A_machine_that_steps_through_all_cycles_does_the_same() =>
        Gen.Select(Lists, Machines).ForAll(
            c =>
            {
                TileTimes times = TileSchedule.Run(c.Item1, c.Item2);
                SteppedTiles stepped = SteppedTiles.Run(c.Item1, c.Item2);
                Assert.Equal(stepped.Starts, times.ComputeStartCycles);
                Assert.Equal(
                    (stepped.Total, stepped.LoadBusy, stepped.StoreBusy), (times.TotalCycles, times.LoadBusyCycles, times.StoreBusyCycles));
                Assert.Equal(times.TotalCycles, times.ArrayBusyCycles + times.WaitLoadCycles + times.WaitStoreCycles + times.TailCycles);
                Assert.True(times.DmaIdleCycles >= 0);
            },
            cases: 1000);

    /// <summary>What closed forms say of equal tiles on two buffers of each kind.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Equal_tiles_follow_the_closed_form() =>
        (from load in Gen.Int[1, 40]
         from compute in Gen.Int[1, 60]
         from store in Gen.Int[1, 40]
         from count in Gen.Int[2, 12]
         select (load, compute, store, count)).ForAll(
            c =>
            {
                var dram = new IdealDram(1, 0, LatencyMode.Held);
                TileWork[] tiles = [.. Enumerable.Repeat(new TileWork(c.load, c.load, c.compute, c.store), c.count)];
                TileTimes times = TileSchedule.Run(tiles, new TileMachine(dram, 2, 2, DmaPolicies.All.Get("program")));
                long load = 2 * c.load;
                Assert.Equal(
                    load + Math.Max(load, c.compute) + (c.count - 2) * Math.Max(c.compute, load + c.store) + Math.Max(c.store, c.compute)
                    + c.store,
                    times.TotalCycles);
                TileTimes serial = TileSchedule.Run(tiles, new TileMachine(dram, 1, 1, DmaPolicies.All.Get("program")));
                Assert.Equal(c.count * (load + c.compute + c.store), serial.TotalCycles);
            },
            cases: 300);

    [Theory]
    [InlineData("", "must be n*a/b/c/s")]
    [InlineData("1/2/3", "must be n*a/b/c/s")]
    [InlineData("2*3*1/1/1/1", "must be n*a/b/c/s")]
    [InlineData("1/1/0/1", "\"0\" must be a whole number from 1")]
    [InlineData("1/-1/1/1", "\"-1\" must be a whole number from 0")]
    [InlineData("0*1/1/1/1", "\"0\" must be a whole number from 1")]
    [InlineData("99999999*1/1/1/1", "at most 1048576 tiles")]
    [InlineData("1/99999999999999999999/1/1", "must be a whole number from 0 to")]
    public void A_list_that_is_none_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => TileList.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Partial_sums_that_would_leave_the_output_buffer_are_refused()
    {
        var gemm = new IdealGemm(
            new GemmShape(64, 64, 64), new GemmTiling(16, 16, 16), LoopOrder.Find("kmn")!, TileTimings.All.Get("os_kstream"), 16, 16, 4);
        Assert.Contains(
            "must be the innermost loop", Assert.Throws<InputException>(gemm.Works).Message, StringComparison.Ordinal);
        Assert.Equal(16, (gemm with { Tiling = new GemmTiling(16, 16, 64) }).Works().Count);
        IdealGemm carry = gemm with
        {
            Timing = TileTimings.All.Get("os_carry"),
            Order = LoopOrder.Find("mnk")!,
            Tiling = new GemmTiling(17, 16, 16),
        };
        Assert.Contains("17 x 16 outputs", Assert.Throws<InputException>(carry.Works).Message, StringComparison.Ordinal);
    }

    /// <summary>The list moves what the closed form of the mapper counts, and every output once.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Products_move_what_the_mapper_counts() =>
        (from size in Gen.Int[1, 30].Array[3]
         from tile in Gen.Int[1, 12].Array[3]
         from order in Gen.OneOf(Gen.Const("mnk"), Gen.Const("nmk"))
         select new IdealGemm(
             new GemmShape(size[0], size[1], size[2]), new GemmTiling(tile[0], tile[1], tile[2]), LoopOrder.Find(order)!,
             TileTimings.All.Get("ws_shadow"), 4, 4, 2)).ForAll(
            gemm =>
            {
                IReadOnlyList<TileWork> works = gemm.Works();
                GemmTraffic counted = TiledTraffic.Of(gemm.Shape, gemm.Tiling, gemm.Order, new WordSizes(2, 4, 2));
                Assert.Equal(
                    (counted.ABytes, counted.BBytes, counted.CWriteBytes),
                    (works.Sum(work => work.LoadABytes), works.Sum(work => work.LoadBBytes), works.Sum(work => work.StoreBytes)));
                Assert.Equal(2 * gemm.Shape.M * gemm.Shape.N, counted.CWriteBytes);
            },
            cases: 300);

    private static TileMachine MachineOf(ReferenceRow row) => new(
        new IdealDram(
            row.Int("bytes_per_cycle"), row.Int("latency"), Enum.Parse<LatencyMode>(row.Text("latency_mode"), ignoreCase: true)),
        row.Int("operand_buffers"), row.Int("output_buffers"), DmaPolicies.All.Get(row.Text("policy")));

    private static void AssertTimes(ReferenceRow row, TileTimes times)
    {
        string[] columns = ["total_cycles", "dma_busy", "load_busy", "store_busy", "array_busy", "wait_load", "wait_store", "tail"];
        Assert.Equal(
            columns.Select(row.Long),
            [
                times.TotalCycles, times.DmaBusyCycles, times.LoadBusyCycles, times.StoreBusyCycles, times.ArrayBusyCycles,
                times.WaitLoadCycles, times.WaitStoreCycles, times.TailCycles,
            ]);
    }
}
