namespace CycleSim.Configuration.Text;

/// <summary>Text in CSV (RFC 4180).</summary>
public static class CsvText
{
    /// <summary>A cell, in quotes where it needs them.</summary>
    public static string Quoted(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
