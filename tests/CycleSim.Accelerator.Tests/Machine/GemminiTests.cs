using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Accelerator.Tests.Oracle;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Machine;

/// <summary>The shipped machine of Gemmini's generator.</summary>
public class GemminiTests
{
    /// <summary>
    /// 16 x 16 products a cycle at most; its array is fed a row of 16 bytes a cycle, so that a large product keeps it busy unless lanes and
    /// DMA engine meet in the four banks.
    /// </summary>
    [Fact]
    public void A_large_product_keeps_the_array_busy()
    {
        MachineSpec machine = MachineLoader.Load("gemmini");
        StepResult result = Run(machine);
        Assert.Equal(524_288, result.Cycles.Compute);
        Assert.InRange((double)result.Cycles.Compute / result.Cycles.Total, 0.8, 0.95);
        Assert.True(result.Cycles.BankConflict > 0);
        StepResult apart = Run(machine with { Overlap = machine.Overlap with { FillBanks = FillBanks.Split } });
        Assert.InRange((double)apart.Cycles.Compute / apart.Cycles.Total, 0.85, 0.97);
    }

    private static StepResult Run(MachineSpec machine) =>
        new TrainingStepSimulator(SingleGemmStep.Of(512, 512, 512), machine, OracleMemory.Technology(1, 1), 384 << 10).Run();
}
