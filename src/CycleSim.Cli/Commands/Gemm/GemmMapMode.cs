using System.CommandLine;
using System.Text.Json;
using CycleSim.Accelerator.Mapping;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>`cyclesim gemm --map-only`: the tiling with the fewest DRAM bytes, or the bytes of one tiling.</summary>
internal sealed class GemmMapMode : IGemmMode
{
    private static readonly Option<string?> Tile = new OptionSpec(
        "--tile", "Tile sizes of a tiling whose bytes are counted, instead of looking for the best; need not be multiples of the array")
    {
        ValueForm = "TMxTNxTK",
        Since = "0.2",
    }.Optional<string?>();

    private static readonly Option<string?> Order = (RequestArguments.Order with
    {
        Meaning = $"Loop order of --tile, outer loop first: {WordList.Join(LoopOrder.All.Select(order => order.Name), "or")}",
        ValueForm = "ORDER",
    }).Optional<string?>();

    private static readonly Option<bool> Serpentine = new("--serpentine")
    {
        Description = "Count the bytes also for middle and inner loops that turn round, so that the tile at the turn stays on-chip",
    };

    public Option<bool> Switch { get; } = new("--map-only")
    {
        Description = "Tile sizes and loop order with the smallest DRAM traffic, and lower bounds; no cycles",
    };

    public string Example =>
        "cyclesim gemm --map-only --m 8192 --n 512 --k 4608 --rows 256 --columns 256 " +
        "--buffer-a 1MiB --buffer-b 1MiB --buffer-c 1MiB --json";

    public IEnumerable<Option> Options => [.. BufferOptions.All, Tile, Order, Serpentine];

    public int Run(ParseResult parsed)
    {
        GemmShape shape = GemmOptions.Shape(parsed);
        JsonOutput output = JsonOutput.Of(parsed, GemmOptions.Json);
        try
        {
            if (parsed.GetValue(Tile) is { } tile)
                Count(parsed, shape, TilingOf(tile), output);
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
        if (parsed.GetValue(Order) is not null)
            throw new InputException("--order goes with --tile; without it all orders are tried");
        WordSizes words = BufferOptions.Words(parsed);
        int rows = parsed.GetRequiredValue(GemmOptions.Rows);
        var step = new GemmTiling(rows, parsed.GetRequiredValue(GemmOptions.Columns), rows);
        GemmMapping mapping = new TileMapper(new MappingConstraints(step, words, BufferOptions.Buffers(parsed))).Map(shape);
        GemmTraffic? serpentine = SerpentineOf(parsed, shape, mapping.Tiling, mapping.Order, words);
        output.Print(
            () => JsonSerializer.Serialize(GemmMapResult.Of(mapping, serpentine), ResultContext.Default.GemmMapResult),
            () => GemmTables.Print(mapping, serpentine));
    }

    private static void Count(ParseResult parsed, GemmShape shape, GemmTiling tiling, JsonOutput output)
    {
        LoopOrder order = OrderOf(parsed.GetValue(Order) ?? throw new InputException("--tile needs --order, e.g. --order mnk"));
        WordSizes words = BufferOptions.Words(parsed);
        if (BufferOptions.TryBuffers(parsed, out OperandBuffers? buffers))
            TileMapper.CheckFits(shape, tiling, words, buffers);
        GemmTraffic traffic = TiledTraffic.Of(shape, tiling, order, words);
        GemmTraffic? serpentine = SerpentineOf(parsed, shape, tiling, order, words);
        output.Print(
            () => JsonSerializer.Serialize(
                GemmTileResult.Of(shape, tiling, order, traffic, serpentine), ResultContext.Default.GemmTileResult),
            () => GemmTables.Print(shape, tiling, order, traffic, serpentine));
    }

    private static GemmTraffic? SerpentineOf(
        ParseResult parsed, GemmShape shape, GemmTiling tiling, LoopOrder order, WordSizes words) =>
        parsed.GetValue(Serpentine) ? TiledTraffic.Of(shape, tiling, order, words, TileDirection.Serpentine) : null;

    private static GemmTiling TilingOf(string text)
    {
        long[] sizes = [.. text.Split('x').Select(part => NumberText.TryWhole(part, out long size) ? size : 0)];
        return sizes.Length == 3 && sizes.All(size => size is >= 1 and <= GemmShape.MaxSize)
            ? new GemmTiling(sizes[0], sizes[1], sizes[2])
            : throw new InputException(
                $"--tile {text}: allowed are three whole numbers from 1 to {GemmShape.MaxSize}, e.g. 128x64x256");
    }

    private static LoopOrder OrderOf(string name) => LoopOrder.Find(name) ?? throw new InputException(
        $"--order {name}: allowed are {WordList.Join(LoopOrder.All.Select(order => order.Name), "and")}");
}
