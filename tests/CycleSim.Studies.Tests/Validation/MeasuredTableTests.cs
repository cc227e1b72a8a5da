using CycleSim.Platform;
using CycleSim.Studies.Validation;

namespace CycleSim.Studies.Tests.Validation;

/// <summary>Tables of measured cycles: what is read, and how each mistake is named.</summary>
public sealed class MeasuredTableTests
{
    [Theory]
    [InlineData("measured_cycles")]
    [InlineData("tpu_v3_cycles")]
    public void Columns_may_stand_in_any_order(string measured)
    {
        MeasuredTable table = MeasuredTableReader.Parse(
            "m.csv", $"# source\r\nmine, {measured} ,workload,theirs\r\n12,10.5,gemm_2x3x4,\r\n\r\n  # more\r\n,1e3,softmax_2x2,7");
        Assert.Equal(["mine", "theirs"], table.Others.AsEnumerable());
        Assert.Equal([("gemm_2x3x4", 10.5), ("softmax_2x2", 1000)], table.Rows.Select(row => (row.Benchmark.Name, row.MeasuredCycles)));
        Assert.Equal([[12, null], [null, 7]], table.Rows.Select(row => row.Others.ToArray()));
    }

    [Theory]
    [InlineData("", "m.csv: has no header; needed: a header, then a row for each kernel")]
    [InlineData("workload,measured_cycles\n# none", "m.csv: has no rows")]
    [InlineData("workload,cycles_measured\ngemm_1x1x1,3", "m.csv(1): has no column measured_cycles and tpu_v3_cycles; needed: one of them")]
    [InlineData("measured_cycles\n3", "m.csv(1): has no column workload")]
    [InlineData("workload,measured_cycles,tpu_v3_cycles\ngemm_1x1x1,3,3", "m.csv(1): has both columns measured_cycles and tpu_v3_cycles")]
    [InlineData("workload,measured_cycles, a ,a\ngemm_1x1x1,3,1,1", "m.csv(1,30): column = \"a\": is there twice")]
    [InlineData("workload,measured_cycles,\ngemm_1x1x1,3,", "m.csv(1,26): column = \"\": has no name")]
    [InlineData("workload,measured_cycles,error\ngemm_1x1x1,3,1", "m.csv(1,26): column = \"error\": is what results call something else")]
    [InlineData("workload,measured_cycles\n\ngemm_1x1x1", "m.csv(3): has 1 cells; the header has 2")]
    [InlineData("workload,measured_cycles\ngemm_1x1x1,", "m.csv(2,12): measured_cycles = \"\": is no number of cycles; allowed: a number")]
    [InlineData("workload,measured_cycles\ngemm_1x1x1, 0", "m.csv(2,13): measured_cycles = \"0\": is no number of cycles")]
    [InlineData("workload,measured_cycles\ngemm_1x1x1,nan", "measured_cycles = \"nan\"")]
    [InlineData("workload,measured_cycles\ngemm_1x1x1,1e16", "measured_cycles = \"1e16\"")]
    [InlineData("workload,measured_cycles,by\ngemm_1x1x1,3,me", "m.csv(2,14): by = \"me\": is no number of cycles")]
    [InlineData("workload,measured_cycles\n gem_1x1x1,3", "m.csv(2,2): workload = \"gem_1x1x1\": is no kernel; allowed: gemm_MxNxK")]
    [InlineData("workload,measured_cycles\nconv_1x1x1x1x1x5x1x1,3", "m.csv(2,1): workload = \"conv_1x1x1x1x1x5x1x1\": has a kernel of 5")]
    public void A_mistake_is_named_with_its_location(string text, string message)
    {
        InputException problem = Assert.Throws<InputException>(() => MeasuredTableReader.Parse("m.csv", text));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }
}
