using System.Globalization;
using System.Text.RegularExpressions;
using CycleSim.Platform;

namespace CycleSim.Device.Codes;

/// <summary>Error correcting codes by name and number of data bits.</summary>
public static partial class CodeTable
{
    /// <summary>Maximum number of data bits.</summary>
    public const int MaxDataBits = 8000;

    /// <summary>Maximum number of wrong bits that a code corrects.</summary>
    public const int MaxCorrectable = 14;

    /// <summary>The names in words, for help and messages.</summary>
    public const string NamesText = "none, sec, sec-ded, bch1 to bch14, bch1x to bch14x";

    /// <summary>Makes a code.</summary>
    /// <param name="name">
    /// none; sec (corrects one error); sec-ded (corrects one, detects two); bchT (corrects T); bchTx (corrects T, detects T + 1). In any
    /// case; "secded" is read too.
    /// </param>
    /// <param name="dataBits">Number of data bits, 1 to <see cref="MaxDataBits"/>.</param>
    /// <returns>The code.</returns>
    /// <exception cref="InputException">There is no such code, or none of so many data bits.</exception>
    public static ErrorCorrectingCode Create(string name, int dataBits)
    {
        ArgumentNullException.ThrowIfNull(name);
        ICodeFamily family = Family(name);
        if (dataBits is < 1 or > MaxDataBits)
            throw new InputException(FormattableString.Invariant($"{dataBits} data bits are out of range; allowed: 1 to {MaxDataBits}"));
        return family.Create(dataBits)
            ?? throw new InputException(FormattableString.Invariant($"{name} has no code of {dataBits} data bits"));
    }

    private static ICodeFamily Family(string name)
    {
        string lower = name.ToLowerInvariant();
        return lower switch
        {
            "none" => new NoCodeFamily(),
            "sec" => new SecFamily(),
            "sec-ded" or "secded" => new SecDedFamily(),
            _ when BchName().Match(lower) is { Success: true } match
                && int.Parse(match.Groups["t"].Value, CultureInfo.InvariantCulture) is var t and >= 1 and <= MaxCorrectable =>
                new BchFamily(t, match.Groups["x"].Length > 0),
            _ => throw new InputException($"there is no code {name}; allowed: {NamesText}"),
        };
    }

    [GeneratedRegex("^bch(?<t>[0-9]{1,2})(?<x>x?)$")]
    private static partial Regex BchName();
}
