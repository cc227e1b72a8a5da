using System.CommandLine;
using System.Text.Json;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Accelerator.Tiles;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>`cyclesim gemm --ideal`: a product in tiles on an ideal memory.</summary>
internal sealed class GemmIdealMode : IGemmMode
{
    private static readonly Option<bool> Ideal = new("--ideal")
    {
        Description = "Run the product in tiles on a memory that moves a fixed number of bytes a cycle",
    };

    private static readonly ChoiceOption<ITileTiming> Variant =
        GemmArguments.Variant.NamedChoice(() => TileTimings.All.All, "os_kstream", explains: false);

    public Option Switch => Ideal;

    public string Example =>
        "cyclesim gemm --ideal --m 4096 --n 512 --k 1024 --rows 128 --columns 128 --tile 512x512x256 --loop-order mnk --bytes-per-cycle 64";

    public IEnumerable<Option> Options => [.. GemmOptions.Product, GemmOptions.Serpentine, Variant, .. TileMachineOptions.All];

    public bool IsChosen(ParseResult parsed) => parsed.GetValue(Ideal);

    public int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, GemmOptions.Json);
        TileMachine machine = TileMachineOptions.Read(parsed);
        if (!GemmOptions.TryTiling(parsed, out GemmTiling? tiling))
            throw new InputException("--tile is missing: give three sizes, e.g. 128x64x256");
        var gemm = new IdealGemm(
            GemmOptions.Shape(parsed), tiling, GemmOptions.LoopOrderOf(parsed), Variant.Of(parsed),
            parsed.GetRequiredValue(GemmOptions.Rows), parsed.GetRequiredValue(GemmOptions.Columns),
            parsed.GetRequiredValue(GemmOptions.ElementBytes))
        {
            Direction = parsed.GetValue(GemmOptions.Serpentine) ? TileDirection.Serpentine : TileDirection.Forward,
        };
        IReadOnlyList<TileWork> works = WorksOf(gemm);
        TileTimes times = TileSchedule.Run(works, machine);
        output.Print(
            () => JsonSerializer.Serialize(ResultOf(gemm, machine, works, times), ResultContext.Default.TiledGemmResult),
            () => TileTimesText.Print(
                times, works.Count, gemm.Direction == TileDirection.Serpentine ? ", loops turn round" : ""));
        return ExitCode.Done;
    }

    private static IReadOnlyList<TileWork> WorksOf(IdealGemm gemm)
    {
        try
        {
            return gemm.Works();
        }
        catch (OverflowException)
        {
            throw new InputException(
                $"--tile {gemm.Tiling.Tm}x{gemm.Tiling.Tn}x{gemm.Tiling.Tk}: bytes or cycles of a tile exceed 2^63; take smaller tiles");
        }
    }

    private static TiledGemmResult ResultOf(IdealGemm gemm, TileMachine machine, IReadOnlyList<TileWork> works, TileTimes times) => new(
        gemm.Shape.M, gemm.Shape.N, gemm.Shape.K, gemm.Rows, gemm.Columns, gemm.Timing.Name, gemm.Tiling.Tm, gemm.Tiling.Tn,
        gemm.Tiling.Tk, gemm.Order.Name, EnumName.Of(gemm.Direction), gemm.ElementBytes, machine.Dram.BytesPerCycle,
        machine.Dram.LatencyCycles,
        EnumName.Of(machine.Dram.LatencyMode), machine.OperandBuffers, machine.OutputBuffers, machine.Policy.Name, works.Count,
        works.Sum(work => work.LoadABytes), works.Sum(work => work.LoadBBytes), works.Sum(work => work.StoreBytes), times.TotalCycles,
        times.DmaBusyCycles, times.LoadBusyCycles, times.StoreBusyCycles, times.DmaIdleCycles, times.ArrayBusyCycles, times.WaitLoadCycles,
        times.WaitStoreCycles, times.TailCycles);
}
