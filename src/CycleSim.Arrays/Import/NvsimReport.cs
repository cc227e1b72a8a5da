using CycleSim.Platform;

namespace CycleSim.Arrays.Import;

/// <summary>Reads what NVSim prints for one array.</summary>
internal static class NvsimReport
{
    private static readonly (string, double)[] Nanoseconds = [("ps", 1e-3), ("ns", 1), ("us", 1e3), ("ms", 1e6), ("s", 1e9)];
    private static readonly (string, double)[] Picojoules = [("pJ", 1), ("nJ", 1e3), ("uJ", 1e6), ("mJ", 1e9), ("J", 1e12)];
    private static readonly (string, double)[] PicojoulesPerAccess = [("nJ per access", 1e3)];
    private static readonly (string, double)[] Milliwatts = [("pW", 1e-9), ("nW", 1e-6), ("uW", 1e-3), ("mW", 1), ("W", 1e3)];
    private static readonly (string, double)[] SquareMillimetres = [("mm^2", 1), ("um^2", 1e-6)];
    private static readonly (string, double)[] Millimetres = [("mm", 1), ("um", 1e-3)];
    private static readonly (string, double)[] Bytes = [("KB", 1 << 10), ("MB", 1 << 20), ("GB", 1 << 30)];

    // A product of two rounded numbers.
    private const double AreaTolerance = 0.01;

    /// <summary>Whether a text looks like a report of NVSim.</summary>
    public static bool Recognises(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains("DESIGN SPECIFICATION", StringComparison.Ordinal) && text.Contains("Memory Cell:", StringComparison.Ordinal);
    }

    /// <summary>Reads a report.</summary>
    /// <param name="text">The report.</param>
    /// <param name="source">The name that errors give it.</param>
    /// <exception cref="InputException">The report is not whole or not valid; the message names the line.</exception>
    public static ImportedArray Read(string text, string source)
    {
        ReportLines lines = new(text, source);
        int none = lines.Find("No valid solutions");
        if (none >= 0)
            throw lines.Error(none, "the tool found no array");
        lines.Require("Finished!");
        int target = lines.Require("Design Target:");
        bool cache = lines.After(target, ':') switch
        {
            "Cache" => true,
            "Random Access Memory" => false,
            _ => throw lines.Error(target, "allowed are Cache and Random Access Memory"),
        };
        int capacity = lines.Require("Capacity");
        int width = lines.Require(cache ? "Cache Line Size" : "Data Width");
        double accessBits = cache
            ? lines.Quantity(width, lines.After(width, ':'), ("Bytes", 8))
            : lines.Quantity(width, lines.After(width, ':').Split('(')[0].Trim(), ("Bits", 1));
        double bytes = lines.Quantity(capacity, lines.After(capacity, ':'), Bytes);
        MemoryMetrics metrics = new(
            (long)bytes,
            cache ? SummaryArea(lines) : BankArea(lines, 0),
            Metric(lines, cache ? "Cache Hit Latency" : "Read Latency", Nanoseconds),
            Metric(lines, cache ? "Cache Write Latency" : "Write Latency", Nanoseconds),
            Metric(lines, cache ? "Cache Hit Dynamic Energy" : "Read Dynamic Energy", cache ? PicojoulesPerAccess : Picojoules),
            Metric(lines, cache ? "Cache Write Dynamic Energy" : "Write Dynamic Energy", cache ? PicojoulesPerAccess : Picojoules),
            (int)accessBits,
            Metric(lines, cache ? "Cache Total Leakage Power" : "Leakage Power", Milliwatts));
        int objective = lines.Require("Searching for the best solution");
        return new(
            metrics, cache ? MemoryOrganisation.Cache : MemoryOrganisation.Ram, NodeNm(lines, bytes), Cell(lines),
            $"NVSim: {lines[objective].Trim().TrimEnd('.', ' ')}");
    }

    private static double Metric(ReportLines lines, string name, (string, double)[] units)
    {
        int index = lines.Require(name);
        return lines.Quantity(index, lines.After(index, '='), units);
    }

    private static double SummaryArea(ReportLines lines) => Metric(lines, "Total Area", SquareMillimetres);

    /// <summary>"height x width = area": the product tells whether the line is whole.</summary>
    private static double BankArea(ReportLines lines, int from)
    {
        int index = lines.Require("Total Area", from);
        double area = lines.Quantity(index, lines.After(index, '='), SquareMillimetres);
        string[] sides = lines[index].Split('=');
        string[] lengths = sides.Length == 3 ? sides[1].Split(" x ") : [];
        if (lengths.Length != 2)
            throw lines.Error(index, "expected \"height x width = area\"");
        double product = lengths.Select(length => lines.Quantity(index, length.Trim(), Millimetres)).Aggregate((a, b) => a * b);
        if (Math.Abs(product / area - 1) > AreaTolerance)
            throw lines.Error(index, FormattableString.Invariant($"height times width is {product:G4} mm^2"));
        return area;
    }

    /// <summary>The report does not name the node; cell area, number of bits, area of the data array and its efficiency give it.</summary>
    private static double NodeNm(ReportLines lines, double bytes)
    {
        int cell = lines.Require("Cell Area (F^2)");
        double cellF2 = lines.Quantity(cell, lines.After(cell, ':').Split('(')[0].Trim(), ("", 1));
        int result = lines.Require("RESULT");
        double areaMm2 = BankArea(lines, result);
        int efficiency = lines.Require("Area Efficiency", result);
        double share = lines.Quantity(efficiency, lines.After(efficiency, '='), ("%", 0.01));
        return Math.Round(Math.Sqrt(share * areaMm2 / (cellF2 * bytes * 8)) * 1e6, 1);
    }

    private static string Cell(ReportLines lines)
    {
        int cell = lines.Require("Memory Cell:");
        int area = lines.Require("Cell Area (F^2)");
        return $"{lines.After(cell, ':')}, {lines.After(area, ':')} F2";
    }
}
