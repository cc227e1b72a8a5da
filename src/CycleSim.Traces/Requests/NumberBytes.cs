using System.Text;

namespace CycleSim.Traces.Requests;

/// <summary>Whole numbers in text as bytes: ASCII digits alone, no sign, no blanks.</summary>
internal static class NumberBytes
{
    private const byte NoDigit = 0xF0;

    // Letters and digits follow each other at random in addresses: a table costs no mispredicted branches.
    private static readonly byte[] HexadecimalValues = CreateHexadecimalValues();

    /// <summary>Reads decimal digits, as many as there are.</summary>
    /// <param name="text">Text that starts with the number.</param>
    /// <param name="value">The number.</param>
    /// <returns>Digits; 0 if there are none or the number is above 2^63 - 1.</returns>
    internal static int TakeDecimal(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        int count = 0;
        while (count < text.Length)
        {
            uint digit = text[count] - (uint)'0';
            if (digit > 9)
                break;
            if (value > (long.MaxValue - digit) / 10)
                return 0;
            value = value * 10 + digit;
            count++;
        }

        return count;
    }

    /// <summary>Reads a decimal number that is the whole text.</summary>
    internal static bool TryDecimal(ReadOnlySpan<byte> text, out long value) =>
        TakeDecimal(text, out value) is var count && count > 0 && count == text.Length;

    /// <summary>Reads a decimal number that is the whole text, for messages.</summary>
    internal static bool TryDecimal(string text, out long value) => TryDecimal(Encoding.UTF8.GetBytes(text), out value);

    /// <summary>Reads a hexadecimal number that is the whole text, without 0x.</summary>
    internal static bool TryHexadecimal(ReadOnlySpan<byte> text, out long value)
    {
        ulong sum = 0;
        int problems = 0;
        foreach (byte letter in text)
        {
            byte digit = HexadecimalValues[letter];
            problems |= digit | (int)(sum >> 56);
            sum = (sum << 4) | digit;
        }

        value = (long)sum;
        return (problems & NoDigit) == 0 && value >= 0 && !text.IsEmpty;
    }

    /// <summary>Whether a text consists of hexadecimal digits, however many, at least one.</summary>
    internal static bool IsHexadecimal(ReadOnlySpan<byte> text)
    {
        byte problems = 0;
        foreach (byte letter in text)
            problems |= HexadecimalValues[letter];
        return (problems & NoDigit) == 0 && !text.IsEmpty;
    }

    /// <summary>Whether a text starts with 0x or 0X.</summary>
    internal static bool HasPrefix(ReadOnlySpan<byte> text) => text is [(byte)'0', (byte)'x' or (byte)'X', ..];

    /// <summary>Reads a number that is the whole text: hexadecimal with 0x, decimal without.</summary>
    internal static bool TryEither(ReadOnlySpan<byte> text, out long value) =>
        HasPrefix(text) ? TryHexadecimal(text[2..], out value) : TryDecimal(text, out value);

    private static byte[] CreateHexadecimalValues()
    {
        byte[] values = new byte[256];
        Array.Fill(values, NoDigit);
        for (int digit = 0; digit < 16; digit++)
        {
            values[(byte)"0123456789abcdef"[digit]] = (byte)digit;
            values[(byte)"0123456789ABCDEF"[digit]] = (byte)digit;
        }

        return values;
    }
}
