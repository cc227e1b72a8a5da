using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using CycleSim.Accelerator.Mapping;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>The options that describe the buffers of the operands and their words.</summary>
internal static class BufferOptions
{
    private const int DefaultWordBytes = 4;

    private static readonly Option<int> Partial = WordBytes("--partial-bytes", "Bytes of a partial sum of C, on-chip and in DRAM");
    private static readonly Option<int> Output = WordBytes("--output-bytes", "Bytes of a finished element of C in DRAM");

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
        int[] halves = HalvesOf(parsed);
        return new OperandBuffers(Of(BufferA, halves[0]), Of(BufferB, halves[1]), Of(BufferC, halves[2]));

        OperandBuffer Of(Option<string?> option, int parts) => new(
            OptionValue.Bytes(option.Name, parsed.GetValue(option) ?? throw new InputException(
                $"{option.Name} is missing: tiles must fit --buffer-a, --buffer-b and --buffer-c")),
            parts);
    }

    private static int[] HalvesOf(ParseResult parsed)
    {
        string text = parsed.GetRequiredValue(Halves);
        string[] parts = text.Split(',');
        int[] halves = [.. parts.Select(part => NumberText.TryWhole(part, out int number) ? number : 0)];
        bool isRight = halves.Length == 3 && halves.All(number => number is >= 1 and <= OperandBuffer.MaxHalves);
        return isRight ? halves : throw new InputException(
            $"--halves {text}: allowed are three whole numbers from 1 to {OperandBuffer.MaxHalves}, e.g. 2,2,1");
    }

    private static Option<int> WordBytes(string name, string meaning) => new OptionSpec(name, meaning)
    {
        ValueForm = "N",
        Range = new NumberRange(1, WordSizes.MaxBytes),
        Since = "0.2",
    }.WithDefault(DefaultWordBytes);

    private static Option<string?> Buffer(string name, string operand) =>
        new OptionSpec(name, $"Capacity of the buffer of {operand}, all its parts together, e.g. 16MiB")
        {
            ValueForm = "CAPACITY",
            Since = "0.2",
        }.Optional<string?>();
}
