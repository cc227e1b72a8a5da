using System.Buffers;

namespace CycleSim.Terminal;

/// <summary>Words of commands that a message suggests, so that they can be pasted into a shell.</summary>
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
        return isPlain ? text : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }
}
