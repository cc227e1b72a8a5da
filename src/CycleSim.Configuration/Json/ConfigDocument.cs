using System.Text;
using CycleSim.Platform;

namespace CycleSim.Configuration.Json;

/// <summary>Reads JSON text into a tree that knows where every key and value stands. Comments and trailing commas are allowed.</summary>
public static class ConfigDocument
{
    /// <summary>Deepest nesting of objects and arrays; the shipped files need four.</summary>
    public const int MaxDepth = 32;

    /// <summary>Values of a document, objects and arrays among them: far more than any file needs.</summary>
    internal const int MaxValues = 1 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Parses a text whose root is an object.</summary>
    /// <param name="text">JSON; a byte-order mark is skipped.</param>
    /// <param name="source">The name errors give the text, normally its file path.</param>
    /// <returns>The root object.</returns>
    /// <exception cref="InputException">
    /// Malformed JSON (NaN and Infinity are not JSON), a duplicate key, too deep nesting, an unpaired surrogate, or a root that is
    /// not an object. The message names source, line and column.
    /// </exception>
    public static ConfigObject Parse(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(source);

        byte[] bytes;
        try
        {
            bytes = Utf8.GetBytes(text.StartsWith('\uFEFF') ? text[1..] : text);
        }
        catch (EncoderFallbackException e)
        {
            throw new InputException($"{source}: is not valid Unicode text (character {e.Index + 1})");
        }

        return new ConfigParser(bytes, source).Parse();
    }
}
