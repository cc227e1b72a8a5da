using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Reference;

namespace CycleSim.Accelerator.Tests.Dataflows;

/// <summary>Dataflows against register-level, RTL and SCALE-Sim results in tests/Reference/systolic-ws and systolic.</summary>
public class DataflowReferenceTests
{
    [Fact]
    public void Everything_equals_the_register_level_arrays()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("systolic-ws/register_level.csv.gz");
        Assert.Equal(197, rows.Count);
        Assert.All(rows, row =>
        {
            ArrayTimingCounts count = CountOf(row);
            Assert.Equal(row.Long("folds"), count.Folds.All);
            Assert.Equal(row.Text("periods"), FoldPeriod.Text(count.Time.Periods!, int.MaxValue - 1));
            Assert.Equal((row.Long("cycles"), row.Long("last_mac_cycles")), (count.Time.Cycles, count.Time.LastMacCycles));
            Assert.Equal(WordsOf(row, "reads_first", "reads_second", "acc_writes", "acc_reads"), count.Words);
        });
    }

    [Fact]
    public void Cycles_equal_those_of_the_verilog_arrays()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("systolic-ws/rtl_confirmed.csv.gz");
        Assert.Equal(288, rows.Count);
        Assert.All(rows, row => Assert.Equal(row.Long("cycles"), CountOf(row).Time.Cycles));
    }

    [Fact]
    public void Output_stationary_arrays_equal_those_of_the_drains()
    {
        Assert.All(ReferenceFile.Table("systolic/register_level_os.csv"), row =>
        {
            ArrayTimingCounts count = new OutputStationary().Count(new ArrayTimingQuestion(GemmOf(row), row.Int("R"), row.Int("C"))
            {
                Variant = row.Int("overlap_folds") == 1 ? "kshadow" : "kstream",
                TrimEdges = row.Int("trim_edges") == 1,
            });
            Assert.Equal(row.Long("cycles"), count.Time.Cycles);
        });
    }

    [Theory]
    [InlineData("systolic-ws/scalesim_v3_gemm.csv.gz", 40)]
    [InlineData("systolic-ws/scalesim_v3_conv.csv.gz", 30)]
    public void Scalesim_counts_equal_version_3(string table, int expected)
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table(table);
        Assert.Equal(expected, rows.Count);
        Assert.All(rows, row =>
        {
            bool isWeight = row.Text("dataflow") == "ws";
            (GemmShape gemm, int height, int width) = (GemmOf(row), row.Int("array_rows"), row.Int("array_cols"));
            ArrayTimingCounts count = ArrayTimings.All.Get(isWeight ? "weight_stationary" : "input_stationary")
                .CountAsScaleSim(gemm, height, width);
            Assert.Equal((row.Long("total_cycles"), row.Long("folds")), (count.Time.Cycles, count.Folds.All));
            Assert.Equal(row.Number("mapping_eff_pct"), 100 * count.Folds.MappingEfficiency, 6e-7);
            Assert.Equal(row.Number("overall_util_pct"), 100.0 * gemm.Macs / ((double)count.Time.Cycles * height * width), 6e-7);
            string streamed = isWeight ? "sram_ifmap_reads" : "sram_filter_reads";
            string stationary = isWeight ? "sram_filter_reads" : "sram_ifmap_reads";
            Assert.Equal(
                (row.Long(streamed), row.Long(stationary), row.Long("sram_ofmap_writes"), 0),
                (count.Words.ReadsFirst, count.Words.ReadsSecond, count.Words.AccumulatorWrites, count.Words.AccumulatorReads));
        });
    }

    [Fact]
    public void Scalesim_counts_equal_version_1()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("systolic/scalesim_v1_os.csv");
        Assert.Equal(10, rows.Count);
        Assert.All(rows, row =>
        {
            long Side(string side) => (row.Long($"ifmap_{side}") - row.Long($"filt_{side}")) / row.Long("stride") + 1;
            var gemm = new GemmShape(
                Side("h") * Side("w"), row.Long("num_filt"), row.Long("filt_h") * row.Long("filt_w") * row.Long("channels"));
            ArrayTimingCounts count = ScaleSimV1.Count(gemm, row.Int("array_rows"), row.Int("array_cols"));
            Assert.Equal(row.Long("total_cycles"), count.Time.Cycles);
        });
    }

    private static ArrayTimingCounts CountOf(ReferenceRow row)
    {
        string variant = row.Text("variant");
        IArrayTiming dataflow = ArrayTimings.OfVariant(variant)!;
        return dataflow.Count(new ArrayTimingQuestion(GemmOf(row), row.Int("R"), row.Int("C"))
        {
            Variant = variant[(dataflow.ShortName.Length + 1)..],
            Block = row.Long("block"),
            Gap = row.Long("gap"),
            TrimEdges = row.Int("trim_edges") == 1,
        });
    }

    private static GemmShape GemmOf(ReferenceRow row) => new(row.Long("M"), row.Long("N"), row.Long("K"));

    private static WordCounts WordsOf(ReferenceRow row, params string[] columns) =>
        new(row.Long(columns[0]), row.Long(columns[1]), row.Long(columns[2]), row.Long(columns[3]));
}
