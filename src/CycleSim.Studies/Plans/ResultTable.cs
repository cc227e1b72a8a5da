using System.Globalization;
using System.Text;
using System.Text.Json;
using CycleSim.Configuration.Text;
using CycleSim.Platform.Files;
using Parquet;
using Parquet.Schema;

namespace CycleSim.Studies.Plans;

/// <summary>A table as CSV (RFC 4180) and Parquet. Numbers are written so that they can be read back exactly.</summary>
/// <typeparam name="T">What a row is.</typeparam>
/// <param name="Columns">Columns.</param>
/// <param name="Rows">Rows.</param>
public sealed record ResultTable<T>(IReadOnlyList<ResultColumn<T>> Columns, IReadOnlyList<T> Rows)
{
    /// <summary>The table as CSV.</summary>
    public string Csv()
    {
        var text = new StringWriter { NewLine = "\n" };
        text.WriteLine(string.Join(',', Columns.Select(column => CsvText.Quoted(column.Name))));
        foreach (T row in Rows)
            text.WriteLine(string.Join(',', Columns.Select(column => Cell(column, row))));
        return text.ToString();
    }

    /// <summary>The table as JSON: an array of objects.</summary>
    public string Json()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartArray();
            foreach (T row in Rows)
            {
                json.WriteStartObject();
                foreach (ResultColumn<T> column in Columns)
                    Write(json, column, row);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Writes the table as CSV.</summary>
    public void WriteCsv(string path) => OutputFile.WriteAtomically(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(Csv());
    });

    /// <summary>Writes the table as Parquet; a missing number is null.</summary>
    public void WriteParquet(string path)
    {
        using var whole = new MemoryStream();
        WriteParquetAsync(whole).GetAwaiter().GetResult();
        OutputFile.WriteAtomically(path, stream => stream.Write(whole.GetBuffer(), 0, (int)whole.Length));
    }

    private async Task WriteParquetAsync(Stream stream)
    {
        DataField[] fields =
        [
            .. Columns.Select(column => column.Text is null
                ? new DataField(column.Name, typeof(double), isNullable: true)
                : new DataField(column.Name, typeof(string), isNullable: false)),
        ];
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream).ConfigureAwait(false);
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        for (int i = 0; i < fields.Length; i++)
        {
            if (Columns[i].Text is { } text)
                await group.WriteAsync(fields[i], Rows.Select(text).ToArray()).ConfigureAwait(false);
            else
                await group.WriteAsync<double>(fields[i], Rows.Select(Columns[i].Number!).ToArray()).ConfigureAwait(false);
        }
    }

    private static void Write(Utf8JsonWriter json, ResultColumn<T> column, T row)
    {
        if (column.Text is { } text)
            json.WriteString(column.Name, text(row));
        else if (column.Number!(row) is { } number)
            json.WriteNumber(column.Name, number);
        else
            json.WriteNull(column.Name);
    }

    private static string Cell(ResultColumn<T> column, T row) => column.Text is { } text
        ? CsvText.Quoted(text(row))
        : column.Number!(row)?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
