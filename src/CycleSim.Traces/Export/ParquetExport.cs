using CycleSim.Traces.Format;
using Parquet;
using Parquet.Schema;

namespace CycleSim.Traces.Export;

/// <summary>Rows as Parquet, in row groups, for data tools. A number of -1 stands for nothing.</summary>
public static class ParquetExport
{
    private const int RowsPerGroup = 1 << 17;

    /// <summary>Writes rows.</summary>
    /// <returns>Rows written.</returns>
    public static long Write(Stream stream, Header header, IEnumerable<TraceRow> rows)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(rows);
        return WriteAsync(stream, new TraceTable(header), rows).GetAwaiter().GetResult();
    }

    private static async Task<long> WriteAsync(Stream stream, TraceTable table, IEnumerable<TraceRow> rows)
    {
        DataField[] texts = [.. table.Texts.Select(text => new DataField(text.Name, typeof(string), isNullable: false))];
        DataField[] numbers = [.. table.Numbers.Select(number => new DataField(number.Name, typeof(long), isNullable: false))];
        var schema = new ParquetSchema([.. texts, .. numbers]);
        long count = 0;
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream).ConfigureAwait(false);
        foreach (TraceRow[] group in rows.Chunk(RowsPerGroup))
        {
            using ParquetRowGroupWriter columns = writer.CreateRowGroup();
            for (int i = 0; i < texts.Length; i++)
                await columns.WriteAsync(texts[i], group.Select(table.Texts[i].Value).ToArray()).ConfigureAwait(false);
            for (int i = 0; i < numbers.Length; i++)
                await columns.WriteAsync<long>(numbers[i], group.Select(table.Numbers[i].Value).ToArray()).ConfigureAwait(false);
            count += group.Length;
        }

        return count;
    }
}
