using CycleSim.Platform;

namespace CycleSim.Arrays.Import;

/// <summary>
/// Reads what CACTI 6.5 and 7 print for one cache or RAM. CACTI gives one access time, which stands for reads and writes, and the leakage
/// of one bank, which counts for each.
/// </summary>
internal static class CactiReport
{
    /// <summary>Whether a text looks like a report of CACTI.</summary>
    public static bool Recognises(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains("CACTI", StringComparison.Ordinal) && text.Contains("Total cache size (bytes)", StringComparison.Ordinal);
    }

    /// <summary>Reads a report.</summary>
    /// <param name="text">The report.</param>
    /// <param name="source">The name that errors give it.</param>
    /// <exception cref="InputException">The report is not whole or not valid; the message names the line.</exception>
    public static ImportedArray Read(string text, string source)
    {
        ReportLines lines = new(text, source);
        double Value(string name, double worth = 1)
        {
            int index = lines.Require(name);
            return lines.Quantity(index, lines.After(index, ':'), ("", worth));
        }

        double bytes = Value("Total cache size (bytes)");
        double banks = Value("Number of banks");
        double blockBytes = Value("Block size (bytes)");
        double accessNs = Value("Access time (ns)");
        MemoryMetrics metrics = new(
            (long)bytes, AreaMm2(lines), accessNs, accessNs, Value("Total dynamic read energy per access (nJ)", 1e3),
            Value("Total dynamic write energy per access (nJ)", 1e3), (int)(blockBytes * 8),
            banks * Value("Total leakage power of a bank"));
        bool cache = lines.Find("Tag array") >= 0 || lines.Find("Tag side") >= 0;
        int title = lines.Require("CACTI");
        return new(
            metrics, cache ? MemoryOrganisation.Cache : MemoryOrganisation.Ram, Value("Technology size (nm)"), "as the tool was told",
            lines[title].Trim('-', ' '));
    }

    private static double AreaMm2(ReportLines lines)
    {
        int index = lines.Require("Cache height x width (mm)");
        string[] sides = lines.After(index, ':').Split('x');
        return sides.Length == 2
            ? lines.Quantity(index, sides[0].Trim(), ("", 1)) * lines.Quantity(index, sides[1].Trim(), ("", 1))
            : throw lines.Error(index, "expected \"height x width\"");
    }
}
