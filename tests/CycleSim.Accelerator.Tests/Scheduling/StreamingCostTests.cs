using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Configuration.Json;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Scheduling;

public class StreamingCostTests
{
    public static TheoryData<string, string?> Cases => new()
    {
        { "gpt-tiny-characters", null },
        { "gpt-tiny-characters", "mxfp8_e4m3" },
        { "vit-tiny-mnist", "fp16" },
        { Depthwise, null },
        { Depthwise, "mxfp8_e5m2" },
    };

    /// <summary>
    /// Depthwise convolutions with both strides and a grouped one, as in MobileNet: slices of few words, whose products start anywhere in a
    /// line and come again in the same place after some.
    /// </summary>
    private const string Depthwise = """
        { "name": "depthwise", "input": { "channels": 3, "height": 17, "width": 14 }, "classes": 10, "layers": [
            { "name": "first", "type": "conv", "out_channels": 40, "kernel": 3, "stride": 2, "padding": 1 },
            { "name": "dw1", "type": "conv", "out_channels": 40, "kernel": 3, "stride": 1, "padding": 1, "groups": 40 },
            { "name": "dw2", "type": "conv", "out_channels": 40, "kernel": 3, "stride": 2, "padding": 1, "groups": 40 },
            { "name": "part", "type": "conv", "out_channels": 30, "kernel": 3, "stride": 1, "padding": 1, "groups": 10 },
            { "name": "fc", "type": "fc", "out_features": 10 }, { "name": "loss", "type": "softmax_loss" } ] }
        """;

    /// <summary>Products that lie alike are counted once: the sum is that of each product by itself.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Lines_of_repeated_products_are_those_of_each_product(string network, string? format)
    {
        NumberFormat? stored = format is null ? null : NumberFormats.All.Get(format);
        MachineSpec spec = TestMachines.Paper with { Formats = new RoleFormats(stored, null, stored) };
        StepProgram program = network == Depthwise
            ? GraphTrainingStep.Lower(NetworkOperators.Of(NetworkLoader.Read(ConfigDocument.Parse(Depthwise, "test.json")), 1))
            : TestMachines.Lower(network, 1);
        TensorLayout[] layouts = TestMachines.Layouts(program, spec);
        var cost = new StreamingCost(program, layouts, spec);
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
