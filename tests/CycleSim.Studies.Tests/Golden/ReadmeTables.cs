using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CycleSim.Reference;

namespace CycleSim.Studies.Tests.Golden;

/// <summary>
/// The result tables of README.md and of the page of results, made from the pinned results. They stand between the comments that name them.
/// </summary>
internal static partial class ReadmeTables
{
    /// <summary>The pages that have tables.</summary>
    internal static IReadOnlyList<string> Pages { get; } = [PageOf("README.md"), PageOf(".docs/guide/results.md")];

    internal static void Write(IReadOnlyList<GoldenRow> rows)
    {
        foreach (string page in Pages)
            File.WriteAllText(page, Filled(File.ReadAllText(page), rows));
    }

    /// <summary>A page with its tables made anew.</summary>
    internal static string Filled(string readme, IReadOnlyList<GoldenRow> rows) => Block().Replace(readme, match =>
        $"<!-- results: {match.Groups[1].Value} -->\n{Table(match.Groups[1].Value, rows)}<!-- end of results -->");

    private static string Table(string name, IReadOnlyList<GoldenRow> rows) => name switch
    {
        "summary" => Summary(rows),
        "networks" => Networks(rows),
        "capacities" => Capacities(rows),
        _ => throw new InvalidOperationException($"a page names a table of results \"{name}\"; there are summary, networks and capacities"),
    };

    private static string PageOf(string path) => Path.Combine(Repository.Root, path);

    private static string Summary(IReadOnlyList<GoldenRow> rows)
    {
        var text = new StringBuilder(
            "| network | DRAM traffic | time | energy SRAM | energy STT-MRAM | improvement |\n|---|---|---|---|---|---|\n");
        foreach (string network in GoldenStep.ReadmeNetworks)
        {
            (GoldenRow sram, GoldenRow mram, _) = Three(rows, network, GoldenStep.ReadmeCapacity);
            text.Append(CultureInfo.InvariantCulture, $"| {network} | {DramBytes(mram) / 1e9:0.000} GB ");
            text.Append(CultureInfo.InvariantCulture, $"| {mram.Number("time_s"):0.000} s | {Energy(sram):0.00} J ");
            text.Append(CultureInfo.InvariantCulture, $"| {Energy(mram):0.00} J | {Energy(sram) / Energy(mram):0.0}x |\n");
        }

        return text.ToString();
    }

    private static string Networks(IReadOnlyList<GoldenRow> rows)
    {
        var text = new StringBuilder(
            "| network | DRAM traffic | cycles SRAM | cycles STT-MRAM | energy SRAM (leakage) | energy STT-MRAM (leakage) | improvement "
            + "| energy stt-mram-p55 (leakage) | improvement |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (string network in GoldenStep.ReadmeNetworks)
        {
            (GoldenRow sram, GoldenRow mram, GoldenRow p55) = Three(rows, network, GoldenStep.ReadmeCapacity);
            text.Append(CultureInfo.InvariantCulture, $"| {network} | {DramBytes(mram) / 1e6:N0} MB " +
                $"| {Cycles(sram):N0} | {Cycles(mram):N0} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Energy(sram):0.00} J ({Leakage(sram):0.00} J) " +
                $"| {Energy(mram):0.00} J ({Leakage(mram):0.00} J) ");
            text.Append(CultureInfo.InvariantCulture, $"| {Energy(sram) / Energy(mram):0.0}x " +
                $"| {Energy(p55):0.00} J ({Leakage(p55):0.00} J) ");
            text.Append(CultureInfo.InvariantCulture, $"| {Energy(sram) / Energy(p55):0.0}x |\n");
        }

        return text.ToString();
    }

    private static string Capacities(IReadOnlyList<GoldenRow> rows)
    {
        var text = new StringBuilder(
            "| capacity | DRAM traffic | time SRAM / STT-MRAM | energy SRAM | energy STT-MRAM | improvement " +
            "| energy stt-mram-p55 | improvement |\n"
            + "|---|---|---|---|---|---|---|---|\n");
        foreach (string capacity in GoldenStep.ReadmeCapacities)
        {
            (GoldenRow sram, GoldenRow mram, GoldenRow p55) = Three(rows, GoldenStep.ReadmeSweepNetwork, capacity);
            text.Append(CultureInfo.InvariantCulture, $"| {capacity} | {DramBytes(mram) / 1e9:0.00} GB ");
            text.Append(CultureInfo.InvariantCulture, $"| {sram.Number("time_s"):0.000} s / {mram.Number("time_s"):0.000} s ");
            text.Append(CultureInfo.InvariantCulture, $"| {Parts(sram)} | {Parts(mram)} | {Energy(sram) / Energy(mram):0.0}x ");
            text.Append(CultureInfo.InvariantCulture, $"| {Parts(p55)} | {Energy(sram) / Energy(p55):0.0}x |\n");
        }

        return text.ToString();
    }

    private static (GoldenRow Sram, GoldenRow Mram, GoldenRow P55) Three(IReadOnlyList<GoldenRow> rows, string network, string capacity)
    {
        GoldenRow[] found = [.. GoldenStep.ReadmeMemories.Select(
            memory => rows.Single(row => row.Step == new GoldenStep(network, memory, capacity)))];
        return (found[0], found[1], found[2]);
    }

    private static string Parts(GoldenRow row) => string.Create(
        CultureInfo.InvariantCulture, $"{Energy(row):0.00} J ({Leakage(row):0.00} / {Dram(row):0.00} / {Accesses(row):0.00})");

    private static double Cycles(GoldenRow row) => row.Number("cycles.total");

    private static double DramBytes(GoldenRow row) => row.Number("dram.read_bytes") + row.Number("dram.write_bytes");

    private static double Energy(GoldenRow row) => row.Number("energy.total_pj") * 1e-12;

    private static double Leakage(GoldenRow row) => row.Number("energy.leakage_pj") * 1e-12;

    private static double Dram(GoldenRow row) =>
        row.Values.Where(value => value.Column.StartsWith("energy.dram_", StringComparison.Ordinal))
            .Sum(value => row.Number(value.Column)) * 1e-12;

    private static double Accesses(GoldenRow row) =>
        (row.Number("energy.scratchpad_read_pj") + row.Number("energy.scratchpad_write_pj")) * 1e-12;

    [GeneratedRegex("<!-- results: (\\w+) -->\n.*?<!-- end of results -->", RegexOptions.Singleline)]
    private static partial Regex Block();
}
