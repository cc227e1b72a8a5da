using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using CycleSim.Configuration.Text;
using CycleSim.Device.Codes;
using CycleSim.Platform;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Reliability;

/// <summary>The options that choose an error correcting code.</summary>
internal static partial class CodeOptions
{
    private const int DefaultDataBits = 512;

    internal static readonly Option<string> Code = new OptionSpec(
        "--code", $"Error correcting code: {CodeTable.NamesText} (bchT corrects T errors; x: with an overall parity bit)")
    {
        ValueForm = "NAME",
        Since = "0.2",
    }.Required<string>();

    internal static readonly Option<int?> DataBits = new OptionSpec(
        "--data-bits", $"Data bits of a word; without it {DefaultDataBits}")
    {
        ValueForm = "N",
        Range = new NumberRange(1, CodeTable.MaxDataBits),
        Since = "0.2",
    }.Optional<int?>();

    /// <summary>The code that the options choose; a name may state its bits, as the results do: "SEC-DED(72,64)".</summary>
    /// <exception cref="InputException">There is no such code.</exception>
    internal static ErrorCorrectingCode Of(ParseResult parsed)
    {
        return Of(parsed.GetRequiredValue(Code), Code.Name, parsed.GetValue(DataBits), DataBits.Name);
    }

    /// <summary>The code of a name and, where it states none, its data bits.</summary>
    /// <param name="text">The name, with or without its bits.</param>
    /// <param name="option">The option that states it, for messages.</param>
    /// <param name="dataBits">The data bits; null for those of the name, or the default.</param>
    /// <param name="dataBitsOption">The option that states them.</param>
    /// <exception cref="InputException">There is no such code.</exception>
    internal static ErrorCorrectingCode Of(string text, string option, int? dataBits, string dataBitsOption)
    {
        try
        {
            if (Sized().Match(text) is not { Success: true } match)
                return CodeTable.Create(text, dataBits ?? DefaultDataBits);
            ErrorCorrectingCode code =
                CodeTable.Create(match.Groups["name"].Value, int.Parse(match.Groups["bits"].Value, CultureInfo.InvariantCulture));
            if (dataBits is { } other && other != code.DataBits)
                throw new InputException($"states {code.DataBits} data bits, and {dataBitsOption} {other}");
            return string.Equals(code.Name.Replace("-", "", StringComparison.Ordinal), text.Replace("-", "", StringComparison.Ordinal),
                StringComparison.OrdinalIgnoreCase)
                ? code : throw new InputException($"has other sizes; possible: {code.Name}");
        }
        catch (InputException problem)
        {
            throw new InputException($"{option} {text}: {problem.Message}");
        }
    }

    [GeneratedRegex(@"^(?<name>[^()]+)\(([0-9]+,)?(?<bits>[0-9]{1,6})\)$")]
    private static partial Regex Sized();
}
