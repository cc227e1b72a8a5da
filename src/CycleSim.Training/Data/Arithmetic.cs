using System.Globalization;
using CycleSim.Kernel;

namespace CycleSim.Training.Data;

/// <summary>
/// The generated text of the data set "characters": sums of two numbers below 10, each of seven characters, with the digits of the result
/// in reverse, units first, as "7+8=51;" and "2+1=30;". Operands are random, the rest follows from them: a network that knows the rules
/// predicts five characters of seven, and of the others one in ten by chance, 74 % in all.
/// </summary>
internal static class Arithmetic
{
    /// <summary>The characters, by their tokens.</summary>
    internal const string Characters = "0123456789+=;";

    /// <summary>What is said of the data set.</summary>
    internal const string Note = "generated text: sums of two numbers below 10 with the digits of the result in reverse, e.g. 7+8=51;";

    private const uint Numbers = 10;

    /// <summary>Generates a text, the same each time.</summary>
    /// <param name="name">Name of the text: different ones have different sums, in a different order.</param>
    /// <param name="characters">Its characters.</param>
    internal static ImageSet Generate(string name, int characters)
    {
        byte[] tokens = new byte[characters];
        var stream = new RandomStream(1, $"training.arithmetic.{name}");
        int count = 0;
        while (count < characters)
            foreach (char character in Sum(Draw(stream), Draw(stream)))
                if (count < characters)
                    tokens[count++] = (byte)Characters.IndexOf(character, StringComparison.Ordinal);
        return new ImageSet(1, 1, tokens, tokens);
    }

    private static string Sum(uint first, uint second)
    {
        char[] digits = (first + second).ToString("00", CultureInfo.InvariantCulture).ToCharArray();
        Array.Reverse(digits);
        return string.Create(CultureInfo.InvariantCulture, $"{first}+{second}={new string(digits)};");
    }

    private static uint Draw(RandomStream stream) => (uint)((ulong)stream.NextUInt32() * Numbers >> 32);
}
