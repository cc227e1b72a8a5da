using System.CommandLine;
using System.Text.Json;
using CycleSim.Accelerator.Tiles;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Text;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>`cyclesim gemm --tiles LIST`: a list of tiles on an ideal memory.</summary>
internal sealed class GemmTilesMode : IGemmMode
{
    private static readonly Option<string?> Tiles = new OptionSpec(
        "--tiles", "Tiles instead of a product: n*a/b/c/s are n tiles that load a and b bytes, compute c cycles and store s bytes")
    {
        ValueForm = "LIST",
    }.Optional<string?>();

    public Option Switch => Tiles;

    public string Example => "cyclesim gemm --tiles \"4*64/64/100/32;0/64/100/32\" --bytes-per-cycle 4 --json";

    public IEnumerable<Option> Options => [.. TileMachineOptions.All, GemmOptions.Json];

    public bool IsChosen(ParseResult parsed) => parsed.GetValue(Tiles) is not null;

    public int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, GemmOptions.Json);
        TileMachine machine = TileMachineOptions.Read(parsed);
        IReadOnlyList<TileWork> works = TileList.Parse(parsed.GetValue(Tiles)!);
        TileTimes times = TileSchedule.Run(works, machine);
        output.Print(
            () => JsonSerializer.Serialize(
                new TileListResult(
                    machine.Dram.BytesPerCycle, machine.Dram.LatencyCycles, EnumName.Of(machine.Dram.LatencyMode), machine.OperandBuffers,
                    machine.OutputBuffers, machine.Policy.Name, works.Count, times.TotalCycles, times.DmaBusyCycles, times.LoadBusyCycles,
                    times.StoreBusyCycles, times.DmaIdleCycles, times.ArrayBusyCycles, times.WaitLoadCycles, times.WaitStoreCycles,
                    times.TailCycles, works.Count <= TileListResult.MaxStarts ? times.ComputeStartCycles : null),
                ResultContext.Default.TileListResult),
            () => TileTimesText.Print(times, works.Count));
        return ExitCode.Done;
    }
}
