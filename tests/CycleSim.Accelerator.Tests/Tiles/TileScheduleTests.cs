using CsCheck;
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
                Assert.Equal(starts, string.Join(' ', times.ComputeStarts));
        });
    }

    [Fact]
    public void Every_tiled_product_of_the_reference_is_reproduced()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("systolic-ws/tiled_gemm.csv.gz");
        Assert.Equal(60, rows.Count);
        Assert.All(rows, row =>
        {
            var tiling = new GemmTiling(
                row.Int("M"), row.Int("N"), row.Int("K"), row.Int("Tm"), row.Int("Tn"), row.Int("Tk"), row.Text("order"));
            IReadOnlyList<TileWork> works = new TiledGemm(
                tiling, TileArrays.All.Get(row.Text("variant")), row.Int("R"), row.Int("C"), row.Int("element_bytes")).Works();
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
                Assert.Equal(stepped.Starts, times.ComputeStarts);
                Assert.Equal(
                    (stepped.Total, stepped.LoadBusy, stepped.StoreBusy), (times.TotalCycles, times.LoadBusy, times.StoreBusy));
                Assert.Equal(times.TotalCycles, times.ArrayBusy + times.WaitLoad + times.WaitStore + times.Tail);
                Assert.True(times.DmaIdle >= 0);
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
    [InlineData("99999999*1/1/1/1", "at most 4194304 tiles")]
    [InlineData("1/99999999999999999999/1/1", "must be a whole number from 0 to")]
    public void A_list_that_is_none_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => TileList.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Partial_sums_that_would_leave_the_output_buffer_are_refused()
    {
        var tiling = new GemmTiling(64, 64, 64, 16, 16, 16, "kmn");
        var gemm = new TiledGemm(tiling, TileArrays.All.Get("os_kstream"), 16, 16, 4);
        Assert.Contains(
            "must be the innermost loop", Assert.Throws<InputException>(gemm.Works).Message, StringComparison.Ordinal);
        Assert.Equal(16, (gemm with { Tiling = tiling with { TileK = 64 } }).Works().Count);
        var carry = gemm with { Array = TileArrays.All.Get("os_carry"), Tiling = tiling with { Order = "mnk", TileM = 17 } };
        Assert.Contains("17 x 16 outputs", Assert.Throws<InputException>(carry.Works).Message, StringComparison.Ordinal);
    }

    /// <summary>Every word of an operand is loaded once for each visit of its tile, and every output is stored once.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Products_move_each_word_once_for_each_visit() =>
        (from size in Gen.Int[1, 30].Array[3]
         from tile in Gen.Int[1, 12].Array[3]
         from order in Gen.OneOf(Gen.Const("mnk"), Gen.Const("nmk"))
         select new GemmTiling(size[0], size[1], size[2], tile[0], tile[1], tile[2], order)).ForAll(
            tiling =>
            {
                IReadOnlyList<TileWork> works = new TiledGemm(tiling, TileArrays.All.Get("ws_shadow"), 4, 4, 1).Works();
                Assert.Equal(tiling.M * tiling.N, works.Sum(work => work.StoreBytes));
                bool isSplit = tiling.StepsK > 1;
                long ofA = isSplit || tiling.Order == "nmk" ? tiling.StepsN : 1;
                long ofB = isSplit || tiling.Order == "mnk" ? tiling.StepsM : 1;
                // With one tile over the outer loop nothing changes between its visits.
                if (!isSplit && tiling.Order == "nmk" && tiling.StepsM == 1)
                    ofA = 1;
                if (!isSplit && tiling.Order == "mnk" && tiling.StepsN == 1)
                    ofB = 1;
                Assert.Equal(tiling.M * tiling.K * ofA, works.Sum(work => work.LoadABytes));
                Assert.Equal(tiling.K * tiling.N * ofB, works.Sum(work => work.LoadBBytes));
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
                times.TotalCycles, times.DmaBusy, times.LoadBusy, times.StoreBusy, times.ArrayBusy, times.WaitLoad, times.WaitStore,
                times.Tail,
            ]);
    }
}
