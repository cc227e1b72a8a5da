using System.Xml.Linq;

namespace CycleSim.Cli.Tests;

/// <summary>What a reader of a figure sees: its words and numbers.</summary>
internal static class SvgText
{
    /// <summary>All texts of an SVG file, in the order of the file.</summary>
    internal static IReadOnlyList<string> Of(string path) =>
        [.. XDocument.Load(path).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];
}
