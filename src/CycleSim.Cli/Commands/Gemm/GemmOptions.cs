using System.CommandLine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Cli.Arguments;
using CycleSim.Platform;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>The options that the modes of `cyclesim gemm` share. Each mode asks for those that it needs.</summary>
internal static class GemmOptions
{
    internal static readonly Option<int> Rows = GemmArguments.Rows.WithDefault(GemmArguments.DefaultSide);

    internal static readonly Option<int> Columns = GemmArguments.Columns.WithDefault(GemmArguments.DefaultSide);

    internal static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    private static readonly Option<long?> M = GemmArguments.M.Optional<long?>();
    private static readonly Option<long?> N = GemmArguments.N.Optional<long?>();
    private static readonly Option<long?> K = GemmArguments.K.Optional<long?>();

    internal static IEnumerable<Option> All => [M, N, K, Rows, Columns, Json];

    /// <summary>The matrix product.</summary>
    /// <exception cref="InputException">A dimension is missing.</exception>
    internal static GemmShape Shape(ParseResult parsed) => new(Dimension(parsed, M), Dimension(parsed, N), Dimension(parsed, K));

    private static long Dimension(ParseResult parsed, Option<long?> option) =>
        parsed.GetValue(option) ?? throw new InputException($"{option.Name} is missing: a GEMM has --m, --n and --k");
}
