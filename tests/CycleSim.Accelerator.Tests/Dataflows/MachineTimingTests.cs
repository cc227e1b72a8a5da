using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Tests.Dataflows;

/// <summary>How long shipped machines take for a product: each with its own dataflow.</summary>
public sealed class MachineTimingTests
{
    private static readonly GemmShape Gemm = new(3000, 500, 700);

    [Fact]
    public void A_weight_stationary_machine_is_not_timed_as_an_output_stationary_one()
    {
        MachineSpec machine = MachineLoader.Load("tpu-v3");
        Assert.Equal((DataflowKind.WeightStationary, 2), (machine.Array.Dataflow, machine.Array.Arrays));
        long words = machine.Accumulators!.WordsOfColumn(machine.Array);
        long Half(long m, long n) => ArrayTimings.OfVariant("ws_shadow")!.Count(
            new ArrayTimingQuestion(new GemmShape(m, n, Gemm.K), machine.Array.Rows, machine.Array.Columns)
            {
                Variant = machine.Array.TileLoad,
                Block = Math.Min(words, m),
            }).Time.Cycles;
        long cycles = MachineTiming.Cycles(machine, Gemm);
        Assert.Equal(Math.Min(Half(Gemm.M, Gemm.N / 2), Half(Gemm.M / 2, Gemm.N)), cycles);
        Assert.NotEqual(new OutputStationaryTiming(machine.Array).Cycles(Gemm.M, Gemm.N, Gemm.K), cycles);
    }

    [Theory]
    [InlineData(DrainMode.Physical, "kstream")]
    [InlineData(DrainMode.Overlapped, "kshadow")]
    public void An_output_stationary_machine_takes_the_cycles_of_its_drain(DrainMode drain, string variant)
    {
        MachineSpec machine = TestMachines.With(16, 32, drain);
        var question = new ArrayTimingQuestion(Gemm, 16, 32) { Variant = variant };
        Assert.Equal(ArrayTimings.All.Get("output_stationary").Count(question).Time.Cycles, MachineTiming.Cycles(machine, Gemm));
    }
}
