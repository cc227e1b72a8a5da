using System.Buffers;
using System.Text;
using System.Text.Json;
using CycleSim.Traces.Format;

namespace CycleSim.Traces.Export;

/// <summary>Rows as a JSON array of objects; what is empty is left out.</summary>
public static class JsonExport
{
    private const int FlushBytes = 1 << 16;

    /// <summary>Writes rows.</summary>
    /// <returns>Rows written.</returns>
    public static long Write(TextWriter writer, Header header, IEnumerable<TraceRow> rows)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(rows);
        var table = new TraceTable(header);
        var buffer = new ArrayBufferWriter<byte>(FlushBytes);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartArray();
        long count = 0;
        try
        {
            foreach (TraceRow row in rows)
            {
                Write(json, table, row);
                count++;
                if (json.BytesPending + buffer.WrittenCount > FlushBytes)
                    Flush(json, buffer, writer);
            }
        }
        catch (TraceFormatException)
        {
            // The rows in front of a damage are not lost.
            Flush(json, buffer, writer);
            throw;
        }

        json.WriteEndArray();
        Flush(json, buffer, writer);
        writer.Write('\n');
        return count;
    }

    private static void Write(Utf8JsonWriter json, TraceTable table, in TraceRow row)
    {
        json.WriteStartObject();
        foreach ((string name, Func<TraceRow, string> value) in table.Texts)
            if (value(row) is { Length: > 0 } text)
                json.WriteString(name, text);
        foreach ((string name, Func<TraceRow, long> value) in table.Numbers)
            if (value(row) is >= 0 and var number)
                json.WriteNumber(name, number);
        json.WriteEndObject();
    }

    private static void Flush(Utf8JsonWriter json, ArrayBufferWriter<byte> buffer, TextWriter writer)
    {
        json.Flush();
        writer.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        buffer.ResetWrittenCount();
    }
}
