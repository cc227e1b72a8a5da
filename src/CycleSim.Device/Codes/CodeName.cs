using System.Globalization;
using System.Text.RegularExpressions;
using CycleSim.Platform;

namespace CycleSim.Device.Codes;

/// <summary>
/// Names of codes as people write them: "sec-ded" beside a number of data bits, or "SEC-DED(72,64)" as results print them.
/// </summary>
public static partial class CodeName
{
    /// <summary>Number of data bits where nothing states one: a line of 64 bytes.</summary>
    public const int DefaultDataBits = 512;

    /// <summary>The code of a name and, where it states no sizes, of a number of data bits.</summary>
    /// <param name="text">The name, with or without its bits.</param>
    /// <param name="dataBits">The data bits; null for those of the name, or <see cref="DefaultDataBits"/>.</param>
    /// <returns>The code.</returns>
    /// <exception cref="InputException">There is no such code, or the sizes contradict each other.</exception>
    public static ErrorCorrectingCode Parse(string text, int? dataBits)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Sized().Match(text) is not { Success: true } match)
            return CodeTable.Create(text, dataBits ?? DefaultDataBits);
        int stated = int.Parse(match.Groups["bits"].Value, CultureInfo.InvariantCulture);
        ErrorCorrectingCode code = CodeTable.Create(match.Groups["name"].Value, stated);
        if (dataBits is { } other && other != code.DataBits)
            throw new InputException(FormattableString.Invariant($"the name states {code.DataBits} data bits, the option {other}"));
        return Plain(code.Name) == Plain(text) ? code : throw new InputException($"has other sizes; possible: {code.Name}");
    }

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    [GeneratedRegex(@"^(?<name>[^()]+)\(([0-9]+,)?(?<bits>[0-9]{1,6})\)$")]
    private static partial Regex Sized();
}
