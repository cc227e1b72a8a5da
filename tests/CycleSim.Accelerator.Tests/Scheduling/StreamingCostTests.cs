using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Scheduling;

public class StreamingCostTests
{
    public static TheoryData<string, string?> Cases => new()
    {
        { "gpt-tiny-characters", null },
        { "gpt-tiny-characters", "mxfp8_e4m3" },
        { "vit-tiny-mnist", "fp16" },
        { "mobilenet-v2", null },
        { "mobilenet-v2", "mxfp8_e5m2" },
    };

    /// <summary>Products that lie alike are counted once: the sum is that of each product by itself.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Lines_of_repeated_products_are_those_of_each_product(string network, string? format)
    {
        NumberFormat? stored = format is null ? null : NumberFormats.All.Get(format);
        MachineSpec spec = TestMachines.Paper with { Formats = new RoleFormats(stored, null, stored) };
        StepProgram program = TestMachines.Lower(network, 1);
        TensorLayout[] layouts = TestMachines.Layouts(program, spec);
        var cost = new StreamingCost(program, layouts, spec.Array);
        int counted = 0;
        for (int i = 0; i < program.Operations.Length && counted < 40; i++)
        {
            if (program.Operations[i] is not GemmOperation { Count: > 1 } gemm)
                continue;
            foreach (TensorSpec tensor in gemm.Reads.Concat(gemm.Writes).Distinct())
            {
                long expected = Enumerable.Range(0, gemm.Count)
                    .Sum(product => new GemmFootprints(gemm.Product(product), layouts, spec.Array).Lines(tensor));
                Assert.Equal(expected, cost.Lines(i, tensor));
                counted++;
            }
        }

        Assert.True(counted > 0);
    }
}
