using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Accelerator.Steps;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Scheduling;

/// <summary>Tiles that are chosen by estimated time: the estimate, and what it is good for.</summary>
public sealed class TileObjectiveTests
{
    // 16 lines of 64 bytes in 16 cycles; folds of 8 x 8 outputs take K + 22 cycles.
    private static readonly MachineSpec Machine = TestMachines.Paper with
    {
        Array = new ArrayGeometry(8, 8, DrainMode.Physical, TrimEdgeFolds: false),
        IdealDram = new IdealDram(64, 0, LatencyMode.Held),
        Residency = TiledResidency.ChoiceName,
        Ordering = "overlapped",
        Overlap = OverlapSpec.PingPong,
        TileObjective = TileObjective.Time,
    };

    [Fact]
    public void The_longer_of_array_and_DRAM_counts_behind_the_first_loads_and_before_the_last_stores()
    {
        ProductTiles tiles = Tiles(20, 16, 100); // 2 x 1 x 2 tiles: 2 + 1 rows of folds, 2 columns, 50 + 22 cycles each
        var estimate = new TileTimeEstimate(Machine);
        Assert.Equal(30 + 5 + 3 * 2 * 2 * 72, estimate.Cycles(tiles, loads: 300, firstLoads: 30, stores: 10));
        Assert.Equal(30 + 5 + 3000 - 30 + 5, estimate.Cycles(tiles, loads: 3000, firstLoads: 30, stores: 10));
        Assert.Equal(310 + 3 * 2 * 2 * 72, new TileTimeEstimate(Machine with { Overlap = OverlapSpec.None }).Cycles(tiles, 300, 30, 10));
    }

    [Fact]
    public void A_product_that_would_be_one_tile_is_cut_so_that_loads_overlap()
    {
        StepResult byTraffic = Run(Machine with { TileObjective = TileObjective.Traffic });
        StepResult byTime = Run(Machine);
        Assert.Equal(1, byTraffic.Operations[0].Gemm!.Tiles);
        Assert.InRange(byTime.Operations[0].Gemm!.Tiles, 2, long.MaxValue);
        Assert.InRange(byTime.Cycles.Total, 1, byTraffic.Cycles.Total - 1);

        static StepResult Run(MachineSpec machine) => TestMachines.Run(SingleGemmStep.Of(64, 64, 512), machine, 3 << 20);
    }

    private static ProductTiles Tiles(int m, int n, int k) =>
        ProductCuts.Of((GemmOperation)SingleGemmStep.Of(m, n, k).Operations[0]).Tiles(16, 16, 50, isRowOuter: true);
}
