using System.Globalization;
using CycleSim.Platform;

namespace CycleSim.Workloads.Topologies;

/// <summary>
/// Reads the topology files of SCALE-Sim: CSV with a header, a row for each layer, its name first. All rows are convolutions, or all are
/// matrix products.
/// </summary>
internal static class TopologyReader
{
    private const int MaxLayers = 10_000;
    private const int MaxNumber = 1 << 24;

    /// <summary>Reads the text of a file.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="InputException">A row is wrong; the message names its line.</exception>
    public static IReadOnlyList<TopologyLayer> Parse(string file, string text)
    {
        var layers = new List<TopologyLayer>();
        string[] lines = text.Split('\n');
        for (int i = 1; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length > 0)
                layers.Add(ReadRow(file, i + 1, line));
            if (layers.Count > MaxLayers)
                throw new InputException($"{file}: has more than {MaxLayers} layers");
        }

        if (layers.Count == 0)
            throw new InputException($"{file}: has no layers; needed: a header line, then a row for each layer");
        return layers;
    }

    private static TopologyLayer ReadRow(string file, int line, string text)
    {
        string[] cells = [.. text.TrimEnd(',').Split(',').Select(cell => cell.Trim())];
        string name = cells[0];
        if (name.Length == 0 || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            name = $"layer{line - 1}";
        if (cells.Length - 1 is not (TopologyLayer.GemmNumbers or TopologyLayer.ConvolutionNumbers or TopologyLayer.ConvolutionNumbers + 1))
        {
            throw new InputException(
                $"{file}({line}): has {cells.Length - 1} numbers; allowed: 3 (M, N, K), or 7 or 8 (height and width of the input, height "
                + "and width of the kernel, channels, filters, stride)");
        }

        return new TopologyLayer(name, line, [.. cells.Skip(1).Select((cell, i) => Number(file, line, i + 2, cell))]);
    }

    private static int Number(string file, int line, int column, string cell) =>
        int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= MaxNumber
            ? number
            : throw new InputException($"{file}({line}): column {column} is \"{cell}\"; allowed: a whole number from 1 to {MaxNumber}");
}
