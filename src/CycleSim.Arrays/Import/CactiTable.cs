using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Arrays.Import;

/// <summary>Reads the file out.csv to which CACTI appends a row for each run; energies are those of its output width.</summary>
internal static class CactiTable
{
    private const string Capacity = "Capacity (bytes)";
    private const string TagEfficiency = "Tag arrary area efficiency %";

    /// <summary>Whether a text looks like a table of CACTI.</summary>
    public static bool Recognises(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith("Tech node (nm)", StringComparison.Ordinal) && text.Contains(Capacity, StringComparison.Ordinal);
    }

    /// <summary>Reads a table.</summary>
    /// <param name="text">The table.</param>
    /// <param name="source">The name that errors give it.</param>
    /// <exception cref="InputException">The table has no rows or is not valid; the message names the line.</exception>
    public static IReadOnlyList<ImportedArray> Read(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        string[] header = Cells(lines[0]);
        List<ImportedArray> arrays = [];
        for (int i = 1; i < lines.Length; i++)
            if (!string.IsNullOrWhiteSpace(lines[i]))
                arrays.Add(new Row(header, Cells(lines[i]), $"{source}({i + 1})").Read());
        return arrays.Count > 0 ? arrays : throw new InputException($"{source}({lines.Length}): the table has no rows");
    }

    private static string[] Cells(string line) => [.. line.Split(',').Select(cell => cell.Trim())];

    private sealed class Row(string[] header, string[] cells, string location)
    {
        public ImportedArray Read()
        {
            double banks = Number("Number of banks");
            double accessNs = Number("Access time (ns)");
            MemoryMetrics metrics = new(
                (long)Number(Capacity), Number("Area (mm2)"), accessNs, accessNs, Number("Dynamic read energy (nJ)") * 1e3,
                Number("Dynamic write energy (nJ)") * 1e3, (int)Number("Output width (bits)"),
                banks * Number("Standby leakage per bank(mW)"));

            // A RAM has no tag array, and so no efficiency of one.
            bool cache = NumberText.TryDouble(Cell(TagEfficiency).Trim(), out double share)
                && share > 0;
            return new(
                metrics, cache ? MemoryOrganisation.Cache : MemoryOrganisation.Ram, Number("Tech node (nm)"), "as the tool was told",
                "CACTI, out.csv");
        }

        private double Number(string column)
        {
            string text = Cell(column);
            return NumberText.TryDouble(text.Trim(), out double number) && number > 0
                    ? number
                    : throw new InputException($"{location}: {column} = \"{text}\": expected a number above 0");
        }

        private string Cell(string column)
        {
            int index = Array.IndexOf(header, column);
            if (index < 0)
                throw new InputException($"{location}: the table has no column \"{column}\"");
            return index < cells.Length ? cells[index] : throw new InputException($"{location}: the row ends before column \"{column}\"");
        }
    }
}
