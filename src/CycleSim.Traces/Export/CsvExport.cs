using System.Globalization;
using CycleSim.Configuration.Text;
using CycleSim.Traces.Format;

namespace CycleSim.Traces.Export;

/// <summary>Rows as CSV (RFC 4180).</summary>
public static class CsvExport
{
    /// <summary>Writes rows under a line of column names.</summary>
    /// <returns>Rows written.</returns>
    public static long Write(TextWriter writer, Header header, IEnumerable<TraceRow> rows)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(rows);
        var table = new TraceTable(header);
        writer.Write(string.Join(',', table.Texts.Select(text => text.Name).Concat(table.Numbers.Select(number => number.Name))));
        writer.Write('\n');
        long count = 0;
        foreach (TraceRow row in rows)
        {
            WriteRow(writer, table, row);
            count++;
        }

        return count;
    }

    private static void WriteRow(TextWriter writer, TraceTable table, in TraceRow row)
    {
        Span<char> digits = stackalloc char[20];
        bool isFirst = true;
        foreach ((_, Func<TraceRow, string> value) in table.Texts)
        {
            if (!isFirst)
                writer.Write(',');
            isFirst = false;
            writer.Write(CsvText.Quoted(value(row)));
        }

        foreach ((_, Func<TraceRow, long> value) in table.Numbers)
        {
            writer.Write(',');
            long number = value(row);
            if (number < 0)
                continue;
            number.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
            writer.Write(digits[..length]);
        }

        writer.Write('\n');
    }
}
