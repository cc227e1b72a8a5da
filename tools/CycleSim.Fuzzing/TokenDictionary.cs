using System.Text;
using System.Text.RegularExpressions;

namespace CycleSim.Fuzzing;

/// <summary>Words of text formats in the form of AFL++, which inserts them: keys and names are hardly found byte by byte.</summary>
internal static partial class TokenDictionary
{
    private const int MaxTokens = 400;

    /// <summary>Values at the ends of ranges, and what opens without an end.</summary>
    private static readonly string[] Extremes =
    [
        "0", "-1", "1e-320", "1e308", "2147483647", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808",
        "18446744073709551616", "0.1", "NaN", "null", "true", "{}", "[]", "\"\"", "((((((((", "[[[[[[[[", "\\u0000", "\r", "\0",
    ];

    /// <summary>The words of seeds; none where they are no text.</summary>
    internal static IReadOnlyList<string> Of(IEnumerable<byte[]> seeds)
    {
        string[] texts = [.. seeds.Where(IsText).Select(Encoding.ASCII.GetString)];
        if (texts.Length == 0)
            return [];
        IEnumerable<string> words = texts.SelectMany(text => Word().Matches(text).Select(match => match.Value));
        return
        [
            .. Extremes, .. words.GroupBy(word => word).OrderByDescending(word => word.Count()).Take(MaxTokens).Select(word => word.Key),
        ];
    }

    /// <summary>Lines of a dictionary file.</summary>
    internal static IEnumerable<string> Lines(IEnumerable<string> tokens) => tokens.Select(
        (token, i) => $"token{i}=\"{string.Concat(Encoding.UTF8.GetBytes(token).Select(Escaped))}\"");

    private static bool IsText(byte[] seed) => seed.AsSpan().IndexOfAnyExceptInRange((byte)9, (byte)126) < 0;

    private static string Escaped(byte value) =>
        value is < 32 or > 126 or (byte)'"' or (byte)'\\' ? $"\\x{value:x2}" : ((char)value).ToString();

    [GeneratedRegex("\"[A-Za-z_][\\w .-]{1,40}\"|[A-Za-z_][\\w-]{2,40}")]
    private static partial Regex Word();
}
