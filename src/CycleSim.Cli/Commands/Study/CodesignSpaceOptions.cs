using System.Collections.Immutable;
using System.CommandLine;
using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Text;
using CycleSim.Device.Retention;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Studies.Codesign;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Study;

/// <summary>The options that say what co-design chooses from.</summary>
internal static class CodesignSpaceOptions
{
    private static readonly Option<string> Barriers = List(
        "--barriers", $"Energy barriers at 300 K in kT, by scaling the junction's area, {BarrierEscape.BarriersKt.Text}",
        "30,35,40,45,50,55");

    private static readonly Option<string> Pulses = List(
        "--pulses-ns", $"Widths of write pulses, {WriteSolver.PulsesNs.Text} ns", "5,10,20");

    private static readonly Option<string> Codes = List(
        "--codes", "Codes of bits that must be right: NAME or NAME/BITS with the data bits of a codeword, e.g. bch3/128",
        "none,sec-ded,bch2,bch3,bch3/128");

    private static readonly Option<int> Attempts = new OptionSpec(
        "--max-attempts", "Max number of attempts at a write; with more than 1 writes may be verified and repeated")
    {
        ValueForm = "N",
        Range = CodesignSpace.AttemptCounts,
        Since = "0.2",
        FormerNames = [new("--verify-attempts")],
    }.WithDefault(2);

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<Option> All => [Barriers, Pulses, Codes, Attempts];

    /// <summary>What the options say.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="machine">The machine that the memories are for.</param>
    /// <exception cref="InputException">A value is wrong; the message names the option.</exception>
    internal static CodesignSpace Of(ParseResult parsed, MachineSpec machine)
    {
        int lineBits = machine.Scratchpad.LineBytes * 8;
        return new(
            Numbers(parsed, Barriers, BarrierEscape.BarriersKt), Numbers(parsed, Pulses, WriteSolver.PulsesNs),
            [.. Items(parsed, Codes).Select(text => Code(text, lineBits)).Distinct()], parsed.GetRequiredValue(Attempts),
            CodesignSpace.TriedCheapBits, CodesignSpace.TriedCheapRates);
    }

    private static CodeChoice Code(string text, int lineBits)
    {
        try
        {
            return CodeChoice.Parse(text, lineBits);
        }
        catch (InputException problem)
        {
            throw new InputException($"{Codes.Name}: {problem.Message}");
        }
    }

    private static ImmutableArray<double> Numbers(ParseResult parsed, Option<string> option, NumberRange range) =>
    [
        .. Items(parsed, option).Select(text =>
            !NumberText.TryDouble(text, out double number) ? throw new InputException($"{option.Name}: {text} {NumberText.NoNumber(text)}")
            : range.Contains(number) ? number
            : throw new InputException($"{option.Name}: {text} is out of range; allowed: {range.Text}")).Distinct().Order(),
    ];

    private static string[] Items(ParseResult parsed, Option<string> option)
    {
        string[] items = OptionValue.List([parsed.GetRequiredValue(option)]);
        return items.Any(string.IsNullOrEmpty)
            ? throw new InputException($"{option.Name} {parsed.GetRequiredValue(option)}: an item of the list is empty")
            : items;
    }

    private static Option<string> List(string name, string meaning, string value) => new OptionSpec(name, meaning + "; a list with commas")
    {
        ValueForm = "LIST",
        Since = "0.2",
    }.WithDefault(value);
}
