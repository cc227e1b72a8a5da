using System.CommandLine;
using CycleSim.Configuration.Text;
using CycleSim.Device.Codes;
using CycleSim.Platform;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Reliability;

/// <summary>The options that choose an error correcting code.</summary>
internal static class CodeOptions
{
    internal static readonly Option<string> Code = (SharedOptions.Code with
    {
        Meaning = $"Error correcting code: {CodeTable.NamesText} (bchT corrects T errors; x: with an overall parity bit)",
    }).Required<string>();

    internal static readonly Option<int?> DataBits = (SharedOptions.DataBits with
    {
        Meaning = $"Data bits of a word; without it {CodeName.DefaultDataBits}",
        Range = new NumberRange(1, CodeTable.MaxDataBits),
    }).Optional<int?>();

    /// <summary>The code that the options choose; a name may state its bits, as the results do: "SEC-DED(72,64)".</summary>
    /// <exception cref="InputException">There is no such code.</exception>
    internal static ErrorCorrectingCode Of(ParseResult parsed) =>
        Of(parsed.GetRequiredValue(Code), Code.Name, parsed.GetValue(DataBits));

    /// <summary>The code of a name and, where it states none, its data bits.</summary>
    /// <param name="text">The name, with or without its bits.</param>
    /// <param name="option">The option that states it, for messages.</param>
    /// <param name="dataBits">The data bits; null for those of the name, or the default.</param>
    /// <exception cref="InputException">There is no such code.</exception>
    internal static ErrorCorrectingCode Of(string text, string option, int? dataBits)
    {
        try
        {
            return CodeName.Parse(text, dataBits);
        }
        catch (InputException problem)
        {
            throw new InputException($"{option} {text}: {problem.Message}");
        }
    }
}
