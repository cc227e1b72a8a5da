using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using CycleSim.Accelerator.Mapping;
using CycleSim.Platform;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>The options that describe the buffers of the operands and their words.</summary>
internal static class BufferOptions
{
    private static readonly Option<int> Partial =
        GemmOptions.WordBytes("--partial-bytes", "Bytes of a partial sum of C, on-chip and in DRAM");

    private static readonly Option<int> Output = GemmOptions.WordBytes("--output-bytes", "Bytes of a finished element of C in DRAM");

    private static readonly Option<string?> BufferA = Buffer("--buffer-a", "A");
    private static readonly Option<string?> BufferB = Buffer("--buffer-b", "B");
    private static readonly Option<string?> BufferC = Buffer("--buffer-c", "C");

    private static readonly Option<string> Halves = new OptionSpec(
        "--halves",
        "Equal parts of the buffers of A, B and C: 1 holds the tile in use alone, with 2 one part holds the next tile (ping-pong)")
    {
        ValueForm = "A,B,C",
        Since = "0.2",
    }.WithDefault("2,2,2");

    internal static IEnumerable<Option> All => [Partial, Output, BufferA, BufferB, BufferC, Halves];

    internal static WordSizes Words(ParseResult parsed) =>
        new(parsed.GetRequiredValue(GemmOptions.ElementBytes), parsed.GetRequiredValue(Partial), parsed.GetRequiredValue(Output));

    /// <summary>The buffers, if any is given: then all are needed.</summary>
    /// <exception cref="InputException">One is missing, or a value is wrong.</exception>
    internal static bool TryBuffers(ParseResult parsed, [NotNullWhen(true)] out OperandBuffers? buffers)
    {
        bool isGiven = new[] { BufferA, BufferB, BufferC }.Any(option => parsed.GetValue(option) is not null);
        HalvesOf(parsed); // a wrong value is refused even where nothing has to fit
        buffers = isGiven ? Buffers(parsed) : null;
        return isGiven;
    }

    /// <summary>The buffers.</summary>
    /// <exception cref="InputException">One is missing, or a value is wrong.</exception>
    internal static OperandBuffers Buffers(ParseResult parsed)
    {
        (int a, int b, int c) = HalvesOf(parsed);
        return new OperandBuffers(Of(BufferA, a), Of(BufferB, b), Of(BufferC, c));

        OperandBuffer Of(Option<string?> option, int parts) => new(
            OptionValue.Bytes(option.Name, parsed.GetValue(option) ?? throw new InputException(
                $"{option.Name} is missing: tiles must fit --buffer-a, --buffer-b and --buffer-c")),
            parts);
    }

    private static (int A, int B, int C) HalvesOf(ParseResult parsed)
    {
        (long a, long b, long c) = GemmOptions.Three(Halves, parsed.GetRequiredValue(Halves), ',', OperandBuffer.MaxHalves, "2,2,1");
        return ((int)a, (int)b, (int)c);
    }

    private static Option<string?> Buffer(string name, string operand) =>
        new OptionSpec(name, $"Capacity of the buffer of {operand}, all its parts together, e.g. 16MiB")
        {
            ValueForm = "CAPACITY",
            Since = "0.2",
        }.Optional<string?>();
}
