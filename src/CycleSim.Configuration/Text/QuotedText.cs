using System.Text.Encodings.Web;

namespace CycleSim.Configuration.Text;

/// <summary>What a user wrote, as messages show it.</summary>
internal static class QuotedText
{
    private const int MaxLength = 60;

    /// <summary>A string in quotes, shortened, without control characters.</summary>
    internal static string Of(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Shorten(text))}\"";

    /// <summary>At most 60 characters of a text; dots stand for the rest.</summary>
    internal static string Shorten(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + "...";
}
