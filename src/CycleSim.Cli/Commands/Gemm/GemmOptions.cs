using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Cli.Arguments;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>The options that the modes of `cyclesim gemm` share. Each mode asks for those that it needs.</summary>
internal static class GemmOptions
{
    internal static readonly Option<int> Rows = GemmArguments.Rows.WithDefault(GemmArguments.DefaultSide);

    internal static readonly Option<int> Columns = GemmArguments.Columns.WithDefault(GemmArguments.DefaultSide);

    internal static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    private const int DefaultWordBytes = 4;

    private static readonly Option<long?> M = GemmArguments.M.Optional<long?>();
    private static readonly Option<long?> N = GemmArguments.N.Optional<long?>();
    private static readonly Option<long?> K = GemmArguments.K.Optional<long?>();

    /// <summary>Bytes of a word of the operands.</summary>
    internal static readonly Option<int> ElementBytes = WordBytes("--element-bytes", "Bytes of an element of A or B");

    /// <summary>Sizes of tiles.</summary>
    internal static readonly Option<string?> Tile = new OptionSpec(
        "--tile", "Tile sizes; with --map-only the bytes of this tiling are counted, instead of looking for the best")
    {
        ValueForm = "TMxTNxTK",
        Since = "0.2",
    }.Optional<string?>();

    /// <summary>Loops over tiles.</summary>
    internal static readonly ChoiceOption<LoopOrder> Order = new OptionSpec("--loop-order", "Loop order of --tile, outer loop first")
    {
        Since = "0.2",
        FormerNames = [new("--order")],
    }.NamedChoice(() => LoopOrder.All, explains: false);

    /// <summary>The middle and the inner loop over tiles turn round.</summary>
    internal static readonly Option<bool> Serpentine = new OptionSpec(
        "--serpentine",
        "The middle and the inner loop over tiles turn round, so that the tile at the turn stays on-chip; --map-only counts the bytes of "
        + "both directions")
    {
        Since = "0.2",
    }.Optional<bool>();

    /// <summary>The product and its tiles.</summary>
    internal static IEnumerable<Option> Sizes => [M, N, K, Tile, Order, Json];

    /// <summary>The product, its tiles and words, and the array.</summary>
    internal static IEnumerable<Option> Product => [M, N, K, Rows, Columns, Tile, Order, ElementBytes, Json];

    /// <summary>The matrix product.</summary>
    /// <exception cref="InputException">A dimension is missing.</exception>
    internal static GemmShape Shape(ParseResult parsed) => new(Dimension(parsed, M), Dimension(parsed, N), Dimension(parsed, K));

    /// <summary>The sizes of tiles, if they are given.</summary>
    /// <exception cref="InputException">They are no sizes.</exception>
    internal static bool TryTiling(ParseResult parsed, [NotNullWhen(true)] out GemmTiling? tiling)
    {
        string? text = parsed.GetValue(Tile);
        tiling = text is null ? null : TilingOf(text);
        return tiling is not null;
    }

    /// <summary>Whether loops are named.</summary>
    internal static bool HasOrder(ParseResult parsed) => parsed.GetValue(Order) is not null;

    /// <summary>The loops over tiles.</summary>
    /// <exception cref="InputException">They are missing or unknown.</exception>
    internal static LoopOrder LoopOrderOf(ParseResult parsed) =>
        HasOrder(parsed) ? Order.Of(parsed) : throw new InputException("--tile needs --loop-order, e.g. --loop-order mnk");

    /// <summary>An option for the bytes of a word.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it says.</param>
    internal static Option<int> WordBytes(string name, string meaning) => new OptionSpec(name, meaning)
    {
        ValueForm = "N",
        Range = new NumberRange(1, WordSizes.MaxBytes),
        Since = "0.2",
    }.WithDefault(DefaultWordBytes);

    /// <summary>The three numbers of an option, one for each dimension or operand.</summary>
    /// <param name="option">The option.</param>
    /// <param name="text">What it was given.</param>
    /// <param name="separator">What stands between the numbers.</param>
    /// <param name="max">The largest number that is allowed; the smallest is 1.</param>
    /// <param name="example">An example, for the message.</param>
    /// <exception cref="InputException">They are no three numbers in the range.</exception>
    internal static (long First, long Second, long Third) Three(Option option, string text, char separator, long max, string example)
    {
        long[] numbers = [.. text.Split(separator).Select(part => NumberText.TryWhole(part, out long number) ? number : 0)];
        return numbers is [var first, var second, var third] && numbers.All(number => number >= 1 && number <= max)
            ? (first, second, third)
            : throw new InputException($"{option.Name} {text}: allowed are three whole numbers from 1 to {max}, e.g. {example}");
    }

    private static GemmTiling TilingOf(string text)
    {
        (long m, long n, long k) = Three(Tile, text, 'x', GemmShape.MaxSize, "128x64x256");
        return new GemmTiling(m, n, k);
    }

    private static long Dimension(ParseResult parsed, Option<long?> option) =>
        parsed.GetValue(option) ?? throw new InputException($"{option.Name} is missing: a GEMM has --m, --n and --k");
}
