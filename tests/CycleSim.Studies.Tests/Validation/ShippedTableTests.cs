using System.Globalization;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Reference;
using CycleSim.Studies.Validation;
using CycleSim.Workloads.Benchmarks;

namespace CycleSim.Studies.Tests.Validation;

/// <summary>The table and the machine of the figures in the page of results; the cycles were seen once and stay.</summary>
public class ShippedTableTests
{
    [Fact]
    public void The_shipped_table_is_read()
    {
        MeasuredTable table = MeasuredTableReader.Load(Path.Combine(Repository.Root, "models", "measured", "tpu-v3.csv"));
        Assert.Equal(4, table.Rows.Length);
    }

    [Theory]
    [InlineData("gemm_512x512x512", "GEMM 512 ", 9_099)]
    [InlineData("gemm_2048x2048x2048", "GEMM 2048 ", 301_700)]
    [InlineData("conv_64x28x28x128x128x3x1x1", "convolution 64 x 28 ", 268_884)]
    [InlineData("conv_64x7x7x512x512x3x1x1", "convolution 64 x 7 ", 259_123)]
    public void A_kernel_takes_the_cycles_of_the_page(string name, string row, long cycles)
    {
        var machine = DescribedMachine.Load("tpu-v3");
        var simulator = new TrainingStepSimulator(
            NamedBenchmark.Parse(name).Lower(), machine.Machine, MemoryTechnologyLoader.Load("sram"), machine.CapacityBytes!.Value);
        Assert.Equal(cycles, simulator.Run().Cycles.Total);

        string page = Path.Combine(Repository.Root, ".docs", "guide", "results.md");
        string[] cells = File.ReadLines(page).Single(line => line.StartsWith($"| {row}", StringComparison.Ordinal)).Split(" | ");
        double measured = double.Parse(cells[1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        Assert.Equal((cycles / measured - 1).ToString("+0.0 %;-0.0 %", CultureInfo.InvariantCulture), cells[2]);
    }
}
