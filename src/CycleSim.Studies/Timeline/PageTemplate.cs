using System.Reflection;

namespace CycleSim.Studies.Timeline;

/// <summary>A page in the program's assets, with places in double braces that are filled when it is written.</summary>
internal static class PageTemplate
{
    private static readonly Assembly Home = typeof(PageTemplate).Assembly;

    /// <summary>Writes a page.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">Name of the asset.</param>
    /// <param name="valueOf">What stands in a place of a name; an asset's name with its ending stands for the asset.</param>
    internal static void Write(TextWriter writer, string name, Func<string, string> valueOf)
    {
        string page = Asset(name);
        int at = 0;
        for (int open = page.IndexOf("{{", StringComparison.Ordinal); open >= 0; open = page.IndexOf("{{", at, StringComparison.Ordinal))
        {
            int close = page.IndexOf("}}", open, StringComparison.Ordinal);
            writer.Write(page.AsSpan(at, open - at));
            string place = page[(open + 2)..close];
            writer.Write(place.Contains('.', StringComparison.Ordinal) ? Asset(place) : valueOf(place));
            at = close + 2;
        }

        writer.Write(page.AsSpan(at));
    }

    private static string Asset(string name)
    {
        using Stream stream = Home.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"there is no asset {name}", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
