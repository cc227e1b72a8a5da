using System.CommandLine;
using System.Text.Json;
using CycleSim.Accelerator.Tiles;
using CycleSim.Cli.Output;
using CycleSim.Platform;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>`cyclesim gemm --ideal`: a product in tiles on an ideal memory.</summary>
internal static class GemmIdealMode
{
    internal static readonly Option<bool> Ideal = new("--ideal")
    {
        Description = "Run the product in tiles on a memory that moves a fixed number of bytes a cycle",
    };

    internal static readonly Option<string> Variant = new("--variant")
    {
        HelpName = "NAME",
        Description = "How the array works on a tile: " +
            string.Join("; ", TileArrays.All.All.Select(array => $"{array.Name}: {array.Meaning}")),
        DefaultValueFactory = _ => "os_kstream",
    };

    internal static void Run(ParseResult parsed)
    {
        TileMachine machine = TileMachineOptions.Read(parsed);
        var gemm = new TiledGemm(
            GemmOptions.Tiling(parsed), TileArrays.All.Get(parsed.GetRequiredValue(Variant)), parsed.GetRequiredValue(GemmOptions.Rows),
            parsed.GetRequiredValue(GemmOptions.Columns), parsed.GetRequiredValue(GemmOptions.ElementBytes));
        IReadOnlyList<TileWork> works = WorksOf(gemm);
        TileTimes times = TileSchedule.Run(works, machine);
        JsonOutput.Of(parsed, GemmOptions.Json).Print(
            () => JsonSerializer.Serialize(ResultOf(gemm, machine, works, times), ResultContext.Default.TiledGemmResult),
            () => TileTimesText.Print(times, works.Count));
    }

    private static IReadOnlyList<TileWork> WorksOf(TiledGemm gemm)
    {
        try
        {
            return gemm.Works();
        }
        catch (OverflowException)
        {
            GemmTiling tiling = gemm.Tiling;
            throw new InputException(
                $"--tile {tiling.TileM}x{tiling.TileN}x{tiling.TileK}: bytes or cycles of a tile exceed 2^63; take smaller tiles");
        }
    }

    private static TiledGemmResult ResultOf(TiledGemm gemm, TileMachine machine, IReadOnlyList<TileWork> works, TileTimes times) => new(
        gemm.Tiling.M, gemm.Tiling.N, gemm.Tiling.K, gemm.Rows, gemm.Columns, gemm.Array.Name, gemm.Tiling.TileM, gemm.Tiling.TileN,
        gemm.Tiling.TileK, gemm.Tiling.Order, gemm.ElementBytes, machine.Dram.BytesPerCycle, machine.Dram.LatencyCycles,
        TileTimesText.ModeOf(machine), machine.OperandBuffers, machine.OutputBuffers, machine.Policy.Name, works.Count,
        works.Sum(work => work.LoadABytes), works.Sum(work => work.LoadBBytes), works.Sum(work => work.StoreBytes), times.TotalCycles,
        times.DmaBusy, times.LoadBusy, times.StoreBusy, times.DmaIdle, times.ArrayBusy, times.WaitLoad, times.WaitStore, times.Tail);
}
