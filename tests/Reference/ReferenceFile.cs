using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace CycleSim.Reference;

/// <summary>Reads the tables under tests/Reference, which the build copies next to the tests.</summary>
internal static class ReferenceFile
{
    /// <summary>The rows of a csv file with a header line; fields may be quoted.</summary>
    /// <param name="path">Path below tests/Reference, e.g. "networks/SUMMARY.csv"; one that ends in .gz is unpacked.</param>
    public static IReadOnlyList<ReferenceRow> Table(string path)
    {
        string[] lines = [.. Lines(Path.Combine(AppContext.BaseDirectory, "Reference", path))];
        string[] header = Fields(lines[0]);
        return [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => new ReferenceRow(header, Fields(line)))];
    }

    private static IEnumerable<string> Lines(string path)
    {
        using Stream file = File.OpenRead(path);
        bool isPacked = path.EndsWith(".gz", StringComparison.Ordinal);
        using var reader = new StreamReader(isPacked ? new GZipStream(file, CompressionMode.Decompress) : file);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static string[] Fields(string line)
    {
        List<string> fields = [];
        StringBuilder field = new();
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString());
        return [.. fields];
    }
}

/// <summary>One row, read by column name.</summary>
internal sealed class ReferenceRow(string[] header, string[] fields)
{
    public string Text(string column) => fields[Array.IndexOf(header, column)];

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<string> Columns => header;

    /// <summary>Whether the table has a column.</summary>
    public bool Has(string column) => Array.IndexOf(header, column) >= 0;

    public int Int(string column) => int.Parse(Text(column), CultureInfo.InvariantCulture);

    public long Long(string column) => long.Parse(Text(column), CultureInfo.InvariantCulture);

    /// <summary>A word in hexadecimal digits.</summary>
    public uint Hex(string column) => uint.Parse(Text(column), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>A number whose bits of binary32 are given in hexadecimal digits.</summary>
    public float Single(string column) => BitConverter.UInt32BitsToSingle(Hex(column));

    public double Number(string column) => double.Parse(Text(column), CultureInfo.InvariantCulture);
}
