using System.Buffers;

namespace CycleSim.Platform;

/// <summary>Words of commands that a shell reads.</summary>
public static class ShellWord
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-");

    /// <summary>A text as one word: itself where a shell reads it so, else in single quotes.</summary>
    /// <param name="text">The text, e.g. a path.</param>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool isPlain = text.Length > 0 && text.AsSpan().IndexOfAnyExcept(Plain) < 0;
        return isPlain ? text : Quoted(text);
    }

    /// <summary>A text as one word in single quotes, whatever it is.</summary>
    /// <param name="text">The text.</param>
    public static string Quoted(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }
}
