using CycleSim.Arrays.Import;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Json;
using CycleSim.Platform;

namespace CycleSim.Arrays.Tests.Import;

public class ImportTests
{
    private const string CactiText = """
        ---------- CACTI version 7.0.3DD Prerelease of Aug, 2012, Uniform Cache Access SRAM Model ----------

        Cache Parameters:
            Total cache size (bytes): 2097152
            Number of banks: 2
            Associativity: direct mapped
            Block size (bytes): 64
            Technology size (nm): 32

            Access time (ns): 1.25
            Cycle time (ns):  1.5
            Total dynamic read energy per access (nJ): 0.25
            Total dynamic write energy per access (nJ): 0.5
            Total leakage power of a bank (mW): 400
            Cache height x width (mm): 1.5 x 2
        """;

    private static readonly string CactiCsv = string.Join(
        '\n',
        "Tech node (nm), Capacity (bytes), Number of banks, Associativity, Output width (bits), Access time (ns), Random cycle time (ns), "
            + "Dynamic search energy (nJ), Dynamic read energy (nJ), Dynamic write energy (nJ), Standby leakage per bank(mW), Area (mm2), "
            + "Tag arrary area efficiency %, ",
        "32, 1048576, 1, 1, 512, 0.9, 1, N/A, 0.2, 0.25, 300, 1.5, N/A, ",
        "32, 2097152, 2, 8, 512, 1.25, 1.5, N/A, 0.25, 0.5, 400, 3, 55.5, ",
        "");

    private static readonly string Mram = Report("mram_128MB.stock.out");

    [Fact]
    public void A_cache_that_nvsim_printed_is_read_whole()
    {
        ImportedArray array = One(Mram, "mram.out");
        Assert.Equal(new MemoryMetrics(128L << 20, 48.118, 14.604, 15.834, 1608, 2628, 512, 14573.485), Rounded(array.Metrics));
        Assert.Equal((MemoryOrganisation.Cache, 28.0), (array.Organisation, array.NodeNm));
        Assert.Contains("MRAM", array.Cell, StringComparison.Ordinal);
        Assert.Contains("read latency", array.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_circuit_model_agrees_with_the_printed_report()
    {
        ImportedArray sram = One(Report("sram_32MB.stock.out"), "sram.out");
        MemoryMetrics ours = MemoryTechnologyLoader.Load("sram-circuit").At(32 << 20);
        Assert.Equal(sram.Metrics.AreaMm2, ours.AreaMm2, 1e-3 * ours.AreaMm2);
        Assert.Equal(sram.Metrics.ReadLatencyNs, ours.ReadLatencyNs, 1e-3 * ours.ReadLatencyNs);
        Assert.Equal(sram.Metrics.WriteEnergyPj, ours.WriteEnergyPj, 1e-3 * ours.WriteEnergyPj);
        Assert.Equal(sram.Metrics.LeakageMw, ours.LeakageMw, 1e-3 * ours.LeakageMw);
    }

    [Fact]
    public void A_ram_that_nvsim_printed_is_read_without_a_summary()
    {
        int data = Mram.IndexOf("CACHE DATA ARRAY", StringComparison.Ordinal);
        int tags = Mram.IndexOf("CACHE TAG ARRAY", StringComparison.Ordinal);
        int summary = Mram.IndexOf("=======================\nCACHE DESIGN", StringComparison.Ordinal);
        string ram = (Mram[..summary] + Mram[(data + "CACHE DATA ARRAY".Length)..tags] + "\nFinished!\n")
            .Replace("Design Target: Cache", "Design Target: Random Access Memory", StringComparison.Ordinal)
            .Replace("Cache Line Size: 64Bytes", "Data Width : 512Bits (64Bytes)", StringComparison.Ordinal);
        ImportedArray array = One(ram, "ram.out");
        Assert.Equal(new MemoryMetrics(128L << 20, 44.327, 12.416, 15.834, 1435, 2140, 512, 12949), Rounded(array.Metrics));
        Assert.Equal(MemoryOrganisation.Ram, array.Organisation);
    }

    [Fact]
    public void What_cacti_printed_is_read()
    {
        ImportedArray array = One(CactiText, "cacti.out");
        Assert.Equal(new MemoryMetrics(2 << 20, 3, 1.25, 1.25, 250, 500, 512, 800), Rounded(array.Metrics));
        Assert.Equal((MemoryOrganisation.Ram, 32.0), (array.Organisation, array.NodeNm));
    }

    [Fact]
    public void Reports_become_a_table_that_can_be_used()
    {
        ImportedArray large = One(Mram, "mram.out");
        ImportedArray small = large with { Metrics = large.Metrics with { CapacityBytes = 32 << 20, AreaMm2 = 14 } };
        string json = ImportedTable.Write("mine", [large, small]);
        MemoryTechnology memory = MemoryTechnologyLoader.Read(ConfigDocument.Parse(json, "mine.json"));
        Assert.Equal([small.Metrics, large.Metrics], memory.Table.Select(row => row.Metrics));
        Assert.Equal(("mine", 28.0, 512), (memory.Name, memory.NodeNm, memory.AccessBits));
        Assert.InRange(memory.At(64 << 20).AreaMm2, 14, 48.118);
    }

    [Fact]
    public void Reports_that_do_not_fit_together_are_refused()
    {
        ImportedArray array = One(Mram, "mram.out");
        ImportedArray larger = array with { Metrics = array.Metrics with { CapacityBytes = 256 << 20 } };
        Assert.Contains("two reports for 128 MiB", Refused(() => ImportedTable.Write("m", [array, array])), StringComparison.Ordinal);
        Assert.Contains("another memory cell", Refused(() => ImportedTable.Write("m", [array, larger with { Cell = "other" }])),
            StringComparison.Ordinal);
        Assert.Contains("nm", Refused(() => ImportedTable.Write("m", [array, larger with { NodeNm = 32 }])), StringComparison.Ordinal);
        Assert.Contains(
            "another organisation",
            Refused(() => ImportedTable.Write("m", [array, larger with { Organisation = MemoryOrganisation.Ram }])),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cache Hit Latency   = 14.604ns", "Cache Hit Latency   = 14.604parsec", "unit \"parsec\" is unknown")]
    [InlineData("Cache Hit Latency   = 14.604ns", "Cache Hit Latency   = ns", "\"ns\" is no number")]
    [InlineData("Cache Hit Latency   = 14.604ns", "Cache Hit Latency   = -3ns", "-3ns is out of range; allowed: above 0")]
    [InlineData("Cache Hit Latency   = 14.604ns", "Cache Hit Latency   = nanns", "\"nanns\" is no number")]
    [InlineData("Cache Hit Latency   = 14.604ns", "Cache Hit Latency", "expected \"=\" and a value")]
    [InlineData("Total Leakage Power  = 14573.485mW", "Total Leakage Power  = 14573.485", "unit \"\" is unknown")]
    [InlineData("Capacity   : 128MB", "Capacity   : lots", "\"lots\" is no number")]
    [InlineData("Design Target: Cache", "Design Target: Content Addressable Memory", "allowed are Cache and Random Access Memory")]
    public void A_broken_line_is_named(string from, string to, string problem)
    {
        string broken = Mram.Replace(from, to, StringComparison.Ordinal);
        int line = broken[..broken.IndexOf(to, StringComparison.Ordinal)].Count(c => c == '\n') + 1;
        string message = Refused(() => ImportedTable.Read(broken, "mram.out"));
        Assert.StartsWith($"mram.out({line}): ", message, StringComparison.Ordinal);
        Assert.Contains(problem, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_height_and_width_that_do_not_give_the_area_are_noticed()
    {
        string broken = Mram.Replace("12.536mm x 3.536mm = 44.327mm^2", "12.536mm x 3.536mm = 54.327mm^2", StringComparison.Ordinal);
        Assert.Contains("height times width is 44.33 mm^2", Refused(() => ImportedTable.Read(broken, "m")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_is_cut_off_anywhere_is_refused()
    {
        for (int length = 0; length < Mram.LastIndexOf("Finished!", StringComparison.Ordinal) + 8; length += 97)
            Assert.Matches(@"^m\(\d+\): ", Refused(() => ImportedTable.Read(Mram[..length], "m")));
        for (int length = 0; length < CactiText.Length - 3; length += 17)
            Assert.Matches(@"^c\(\d+\): ", Refused(() => ImportedTable.Read(CactiText[..length], "c")));
    }

    [Fact]
    public void A_run_without_a_solution_is_refused() => Assert.StartsWith(
        "m(", Refused(() => ImportedTable.Read(Mram.Replace("Finished!", "No valid solutions.\nFinished!", StringComparison.Ordinal), "m")),
        StringComparison.Ordinal);

    [Fact]
    public void A_table_of_cacti_gives_an_array_for_each_row()
    {
        IReadOnlyList<ImportedArray> arrays = ImportedTable.Read(CactiCsv, "out.csv");
        Assert.Equal(
            [
                new MemoryMetrics(1 << 20, 1.5, 0.9, 0.9, 200, 250, 512, 300),
                new MemoryMetrics(2 << 20, 3, 1.25, 1.25, 250, 500, 512, 800),
            ],
            arrays.Select(array => Rounded(array.Metrics)));
        Assert.Equal([MemoryOrganisation.Ram, MemoryOrganisation.Cache], arrays.Select(array => array.Organisation));
        Assert.All(arrays, array => Assert.Equal(32, array.NodeNm));
    }

    [Theory]
    [InlineData("0.9", "fast", "out.csv(2): Access time (ns) = \"fast\": expected a number above 0")]
    [InlineData("0.9", "0", "out.csv(2): Access time (ns) = \"0\": expected a number above 0")]
    [InlineData("Area (mm2)", "Size", "out.csv(2): the table has no column \"Area (mm2)\"")]
    public void A_broken_table_of_cacti_is_named(string from, string to, string message) =>
        Assert.Equal(message, Refused(() => ImportedTable.Read(CactiCsv.Replace(from, to, StringComparison.Ordinal), "out.csv")));

    [Fact]
    public void Tables_of_cacti_that_are_cut_off_are_refused()
    {
        string header = CactiCsv[..CactiCsv.IndexOf('\n', StringComparison.Ordinal)];
        Assert.Equal("out.csv(1): the table has no rows", Refused(() => ImportedTable.Read(header, "out.csv")));
        string refused = Refused(() => ImportedTable.Read(header + "\n32, 1048576", "out.csv"));
        Assert.Contains("the row ends before", refused, StringComparison.Ordinal);
    }

    private static ImportedArray One(string text, string source) => Assert.Single(ImportedTable.Read(text, source));

    private static string Report(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", "array", name)).ReplaceLineEndings("\n");

    private static MemoryMetrics Rounded(MemoryMetrics metrics) => metrics with
    {
        ReadEnergyPj = Math.Round(metrics.ReadEnergyPj, 6),
        WriteEnergyPj = Math.Round(metrics.WriteEnergyPj, 6),
        LeakageMw = Math.Round(metrics.LeakageMw, 6),
    };

    private static string Refused(Func<object> action) => Assert.Throws<InputException>(action).Message;
}
