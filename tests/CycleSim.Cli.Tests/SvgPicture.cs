using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CycleSim.Cli.Tests;

/// <summary>A picture as its elements: what is drawn, in which colours, and the words with the rectangles that they cover.</summary>
internal sealed partial class SvgPicture
{
    // A little less than the mean of DejaVu Sans.
    private const double WidthOfLetter = 0.5;

    private static readonly string[] Drawn = ["ellipse", "image", "line", "path", "polygon", "polyline", "rect"];

    private readonly XElement[] _elements;

    internal SvgPicture(string path) => _elements = [.. XDocument.Load(path).Descendants()];

    /// <summary>The number of elements of each kind and colour, and all words in the order of the file.</summary>
    internal IEnumerable<string> Structure =>
    [
        .. _elements.Where(element => Drawn.Contains(element.Name.LocalName))
            .GroupBy(element => $"{element.Name.LocalName} {Attribute(element, "stroke")} {Attribute(element, "fill")}")
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}"),
        .. Texts.Select(element => $"\"{element.Value}\""),
    ];

    /// <summary>Pairs of words that cover each other.</summary>
    internal IEnumerable<string> Collisions
    {
        get
        {
            (string Text, double Left, double Top, double Right, double Bottom)[] boxes =
                [.. Texts.Select(BoxOf).OfType<(string, double, double, double, double)>()];
            for (int i = 0; i < boxes.Length; i++)
                for (int j = 0; j < i; j++)
                    if (!IsExponentOf(boxes[i].Text, boxes[j].Text) && boxes[i].Left < boxes[j].Right && boxes[j].Left < boxes[i].Right
                        && boxes[i].Top < boxes[j].Bottom && boxes[j].Top < boxes[i].Bottom)
                        yield return $"\"{boxes[j].Text}\" and \"{boxes[i].Text}\"";
        }
    }

    // Exponents are texts of their own, close behind their base.
    private static bool IsExponentOf(string text, string power) =>
        power.EndsWith("10", StringComparison.Ordinal) && int.TryParse(text, out _);

    private IEnumerable<XElement> Texts => _elements.Where(element => element.Name.LocalName == "text" && element.Value.Length > 0);

    private static string Attribute(XElement element, string name) => element.Attribute(name)?.Value ?? "-";

    /// <summary>
    /// The rectangle of a text, of which the middle two thirds of a line count; null for one that is neither level nor upright.
    /// </summary>
    private static (string Text, double Left, double Top, double Right, double Bottom)? BoxOf(XElement text)
    {
        if (At().Match(Attribute(text, "transform")) is not { Success: true } at)
            return null;
        double size = Number(Attribute(text, "font-size"));
        double length = WidthOfLetter * size * text.Value.Length;
        double along = Attribute(text, "text-anchor") switch { "end" => -length, "middle" => -length / 2, _ => 0 };
        double across = Attribute(text, "dominant-baseline") switch { "hanging" => 0, "middle" => -size / 2, _ => -size };
        (double x, double y) = (Number(at.Groups["x"].Value), Number(at.Groups["y"].Value));
        double inset = size / 6;
        return (at.Groups["angle"].Success ? Number(at.Groups["angle"].Value) : 0) switch
        {
            0 => (text.Value, x + along, y + across + inset, x + along + length, y + across + size - inset),
            -90 or 270 => (text.Value, x + across + inset, y - along - length, x + across + size - inset, y - along),
            _ => null,
        };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"translate\((?<x>[-0-9.]+),(?<y>[-0-9.]+)\)( rotate\((?<angle>[-0-9.]+)\))?")]
    private static partial Regex At();
}
