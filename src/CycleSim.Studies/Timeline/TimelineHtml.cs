using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CycleSim.Studies.Timeline;

/// <summary>
/// A timeline as one self-contained HTML file that needs no network: zoom and pan with mouse and keyboard, hover, search. Drawn by ECharts
/// (Apache-2.0), which travels inside.
/// </summary>
public static class TimelineHtml
{
    /// <summary>Bins that the file holds; the viewer cuts them to what the screen shows and keeps highest and lowest.</summary>
    public const int BinCount = 16384;

    /// <summary>Writes a timeline.</summary>
    /// <param name="stream">Where to; UTF-8.</param>
    /// <param name="timeline">The timeline.</param>
    public static void Write(Stream stream, TimelineModel timeline)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(timeline);
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        PageTemplate.Write(
            writer, "timeline.html", place => place == "title" ? HtmlEncoder.Default.Encode(timeline.Title) : Data(timeline));
    }

    /// <summary>The model as JSON; the default encoder writes angle brackets as escapes, so no text can end the script element.</summary>
    internal static string Data(TimelineModel timeline)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("fromPs", timeline.FromPs);
            json.WriteNumber("toPs", timeline.ToPs);
            json.WriteNumber("bins", timeline.BinCount);
            json.WriteStartArray("rows");
            foreach (TimelineRow row in timeline.Rows)
                Write(json, row);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, TimelineRow row)
    {
        json.WriteStartObject();
        json.WriteString("name", row.Name);
        json.WriteString("group", row.Group);
        switch (row)
        {
            case IntervalRow intervals:
                WriteIntervals(json, intervals);
                break;
            case QuantityRow quantities:
                WriteQuantities(json, quantities);
                break;
            case HeatRow heat:
                WriteHeat(json, heat);
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteIntervals(Utf8JsonWriter json, IntervalRow row)
    {
        json.WriteString("type", "interval");
        json.WriteNumber("lanes", row.Lanes);
        WriteTexts(json, "categories", row.Categories);
        var names = new List<string>();
        var notes = new List<string>();
        var nameIndex = new Dictionary<string, int>();
        var noteIndex = new Dictionary<string, int>();
        json.WriteStartArray("intervals");
        foreach (TimelineInterval interval in row.Intervals)
        {
            json.WriteStartArray();
            json.WriteNumberValue(interval.StartPs);
            json.WriteNumberValue(interval.EndPs);
            json.WriteNumberValue(interval.Lane);
            json.WriteNumberValue(interval.Category);
            json.WriteNumberValue(IndexOf(interval.Name, names, nameIndex));
            json.WriteNumberValue(IndexOf(interval.Note, notes, noteIndex));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        WriteTexts(json, "names", names);
        WriteTexts(json, "notes", notes);
    }

    private static int IndexOf(string text, List<string> texts, Dictionary<string, int> index)
    {
        if (!index.TryGetValue(text, out int at))
        {
            index.Add(text, at = texts.Count);
            texts.Add(text);
        }

        return at;
    }

    private static void WriteQuantities(Utf8JsonWriter json, QuantityRow row)
    {
        json.WriteString("type", "quantity");
        json.WriteString("unit", row.Unit);
        json.WriteNumber("top", row.Top);
        json.WriteStartArray("quantities");
        foreach (TimelineQuantity quantity in row.Quantities)
        {
            json.WriteStartObject();
            json.WriteString("name", quantity.Name);
            json.WriteString("data", Packed(quantity.Values));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHeat(Utf8JsonWriter json, HeatRow row)
    {
        json.WriteString("type", "heat");
        json.WriteString("unit", row.Unit);
        json.WriteNumber("top", row.Top);
        WriteTexts(json, "lanes", row.Lanes);
        json.WriteStartArray("data");
        foreach (double[] lane in row.Values)
            json.WriteStringValue(Packed(lane));
        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>Numbers as little-endian 32-bit floats in base 64.</summary>
    private static string Packed(double[] values)
    {
        float[] floats = [.. values.Select(value => (float)value)];
        return Convert.ToBase64String(MemoryMarshal.AsBytes(floats.AsSpan()));
    }
}
