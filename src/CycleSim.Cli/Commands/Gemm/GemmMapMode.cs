using System.CommandLine;
using System.Text.Json;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Cli.Output;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>`cyclesim gemm --map-only`: the tiling with the minimum of DRAM bytes, or the bytes of one tiling.</summary>
internal sealed class GemmMapMode : IGemmMode
{
    private static readonly Option<bool> MapOnly = new("--map-only")
    {
        Description = "Tile sizes and loop order with the smallest DRAM traffic, and lower bounds; no cycles",
    };

    public Option Switch => MapOnly;

    public bool IsChosen(ParseResult parsed) => parsed.GetValue(MapOnly);

    public string Example =>
        "cyclesim gemm --map-only --m 8192 --n 512 --k 4608 --rows 256 --columns 256 " +
        "--buffer-a 1MiB --buffer-b 1MiB --buffer-c 1MiB --json";

    public IEnumerable<Option> Options => [.. GemmOptions.Product, .. BufferOptions.All, GemmOptions.Serpentine];

    public int Run(ParseResult parsed)
    {
        GemmShape shape = GemmOptions.Shape(parsed);
        JsonOutput output = JsonOutput.Of(parsed, GemmOptions.Json);
        try
        {
            if (GemmOptions.TryTiling(parsed, out GemmTiling? tiling))
                Count(parsed, shape, tiling, output);
            else
                Map(parsed, shape, output);
        }
        catch (OverflowException)
        {
            throw new InputException(
                $"--m {shape.M} --n {shape.N} --k {shape.K}: the bytes exceed 2^63; take smaller dimensions or larger tiles");
        }

        return ExitCode.Done;
    }

    private static void Map(ParseResult parsed, GemmShape shape, JsonOutput output)
    {
        if (parsed.GetValue(GemmOptions.Order) is not null)
            throw new InputException("--loop-order goes with --tile; without it all orders are tried");
        WordSizes words = BufferOptions.Words(parsed);
        int rows = parsed.GetRequiredValue(GemmOptions.Rows);
        var step = new GemmTiling(rows, parsed.GetRequiredValue(GemmOptions.Columns), rows);
        GemmMapping mapping = new BufferTileMapper(new MappingConstraints(step, words, BufferOptions.Buffers(parsed))).Map(shape);
        GemmTraffic? serpentine = SerpentineOf(parsed, shape, mapping.Tiling, mapping.Order, words);
        output.Print(
            () => JsonSerializer.Serialize(GemmMapResult.Of(mapping, serpentine), ResultContext.Default.GemmMapResult),
            () => GemmTables.Print(mapping, serpentine));
    }

    private static void Count(ParseResult parsed, GemmShape shape, GemmTiling tiling, JsonOutput output)
    {
        LoopOrder order = GemmOptions.LoopOrderOf(parsed);
        WordSizes words = BufferOptions.Words(parsed);
        if (BufferOptions.TryBuffers(parsed, out OperandBuffers? buffers))
            BufferTileMapper.CheckFits(shape, tiling, words, buffers);
        GemmTraffic traffic = TiledTraffic.Of(shape, tiling, order, words);
        GemmTraffic? serpentine = SerpentineOf(parsed, shape, tiling, order, words);
        output.Print(
            () => JsonSerializer.Serialize(
                GemmTileResult.Of(shape, tiling, order, traffic, serpentine), ResultContext.Default.GemmTileResult),
            () => GemmTables.Print(shape, tiling, order, traffic, serpentine));
    }

    private static GemmTraffic? SerpentineOf(
        ParseResult parsed, GemmShape shape, GemmTiling tiling, LoopOrder order, WordSizes words) =>
        parsed.GetValue(GemmOptions.Serpentine) ? TiledTraffic.Of(shape, tiling, order, words, TileDirection.Serpentine) : null;
}
