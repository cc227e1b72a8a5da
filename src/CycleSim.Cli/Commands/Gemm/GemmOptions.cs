using System.CommandLine;
using System.Globalization;
using CycleSim.Accelerator.Tiles;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>The options that modes of `cyclesim gemm` share.</summary>
internal static class GemmOptions
{
    internal static readonly Option<long?> M = Dimension("--m", "Rows M of the output");
    internal static readonly Option<long?> N = Dimension("--n", "Columns N of the output");
    internal static readonly Option<long?> K = Dimension("--k", "Reduction dimension K: multiply-accumulates of each output");

    internal static readonly Option<int> Rows = Side("--rows", "Rows R of the array");

    internal static readonly Option<int> Columns = Side("--columns", "Columns C of the array", "--cols");

    internal static readonly Option<string?> Tile = new OptionSpec("--tile", "Tile of the output and of K, e.g. 128x64x256")
    {
        ValueForm = "TmxTnxTk",
    }.Optional<string?>();

    internal static readonly Option<string> Order = new OptionSpec("--order", "Loops from the outermost to the innermost, e.g. mnk")
    {
        ValueForm = "mnk|..",
    }.WithDefault("mnk");

    internal static readonly Option<int> ElementBytes = new OptionSpec("--element-bytes", "Bytes of a word of the operands")
    {
        ValueForm = "N",
        Range = new NumberRange(1, 16),
    }.WithDefault(4);

    internal static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    /// <summary>Reads --m, --n, --k, --tile and --order.</summary>
    /// <exception cref="InputException">One is missing or out of range.</exception>
    internal static GemmTiling Tiling(ParseResult parsed)
    {
        long[] tile = ParseTile(parsed.GetValue(Tile) ?? throw new InputException("--tile is missing; give TmxTnxTk, e.g. 128x64x256"));
        string order = parsed.GetRequiredValue(Order);
        if (!GemmTiling.Orders.Contains(order))
            throw new InputException($"--order {order}: allowed are {string.Join(", ", GemmTiling.Orders)}");
        return new GemmTiling(Required(parsed, M), Required(parsed, N), Required(parsed, K), tile[0], tile[1], tile[2], order);
    }

    /// <summary>The value of an option that this mode needs.</summary>
    internal static T Required<T>(ParseResult parsed, Option<T?> option)
        where T : struct =>
        parsed.GetValue(option) ?? throw new InputException($"{option.Name} is missing");

    private static long[] ParseTile(string text)
    {
        string[] parts = text.Split('x');
        long[] sizes = [.. parts.Select(part =>
            long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : 0)];
        return sizes.Length == 3 && sizes.All(size => size is >= 1 and <= 1L << 40)
            ? sizes
            : throw new InputException($"--tile {text}: must be TmxTnxTk, three whole numbers from 1 to {1L << 40}, e.g. 128x64x256");
    }

    private static Option<long?> Dimension(string name, string meaning) =>
        new OptionSpec(name, meaning) { ValueForm = "N", Range = new NumberRange(1, 1L << 40) }.Optional<long?>();

    private static Option<int> Side(string name, string meaning, string? former = null) => new OptionSpec(name, meaning)
    {
        ValueForm = "N",
        Range = new NumberRange(1, 65536),
        FormerNames = former is null ? [] : [new(former)],
    }.WithDefault(256);
}
