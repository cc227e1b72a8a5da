using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Reference;
using CycleSim.Studies.Validation;
using CycleSim.Workloads.Kernels;

namespace CycleSim.Studies.Tests.Validation;

/// <summary>The table and the machine of README.md's figures; the cycles there were seen once and stay.</summary>
public class ShippedTableTests
{
    [Fact]
    public void The_shipped_table_is_read()
    {
        MeasuredTable table = MeasuredTableReader.Load(Path.Combine(Repository.Root, "models", "measured", "tpu-v3.csv"));
        Assert.Equal(4, table.Rows.Length);
    }

    [Theory]
    [InlineData("gemm_512x512x512", 9_099)]
    [InlineData("conv_64x7x7x512x512x3x1x1", 259_123)]
    public void A_kernel_takes_the_cycles_of_the_page(string name, long cycles)
    {
        var machine = DescribedMachine.Load("tpu-v3");
        var simulator = new TrainingStepSimulator(
            NamedKernel.Parse(name).Lower(), machine.Machine, MemoryTechnologyLoader.Load("sram"), machine.CapacityBytes!.Value);
        Assert.Equal(cycles, simulator.Run().Cycles.Total);
    }
}
