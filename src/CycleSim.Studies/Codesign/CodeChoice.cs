using CycleSim.Configuration.Text;
using CycleSim.Device.Codes;
using CycleSim.Platform;

namespace CycleSim.Studies.Codesign;

/// <summary>An error correcting code by its name and the data bits of a codeword.</summary>
/// <param name="Name">Name, as <see cref="CodeTable"/> has it; "none" for no code.</param>
/// <param name="DataBits">Data bits of a codeword.</param>
public sealed record CodeChoice(string Name, int DataBits)
{
    /// <summary>The name of no code.</summary>
    public const string NoCode = "none";

    /// <summary>Whether there is no code.</summary>
    public bool IsNone => Name == NoCode;

    /// <summary>As it is written in options and results, e.g. "bch3/512"; without a code just "none".</summary>
    public string Text => IsNone ? NoCode : FormattableString.Invariant($"{Name}/{DataBits}");

    /// <summary>No code for a line.</summary>
    /// <param name="lineBits">Bits of the line.</param>
    public static CodeChoice None(int lineBits) => new(NoCode, lineBits);

    /// <summary>Reads a choice.</summary>
    /// <param name="text">NAME or NAME/BITS, e.g. "bch3/128"; without bits a codeword holds a line.</param>
    /// <param name="lineBits">Data bits of a line, which must hold whole codewords.</param>
    /// <exception cref="InputException">There is no such code, or a line holds no whole number of its codewords.</exception>
    public static CodeChoice Parse(string text, int lineBits)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('/');
        int bits = lineBits;
        if (parts.Length > 2 || (parts.Length == 2 && !NumberText.TryWhole(parts[1], out bits)))
            throw new InputException($"{text}: a code is written NAME or NAME/BITS, e.g. bch3/128");
        if (bits < 1 || lineBits % bits != 0)
            throw new InputException($"{text}: codewords of {bits} data bits do not fill a line of {lineBits} bits");
        var choice = new CodeChoice(parts[0].ToLowerInvariant(), bits);
        choice.Create();
        return choice.IsNone ? None(lineBits) : choice;
    }

    /// <summary>Makes the code.</summary>
    /// <exception cref="InputException">There is no such code.</exception>
    public ErrorCorrectingCode Create() => CodeTable.Create(Name, DataBits);
}
