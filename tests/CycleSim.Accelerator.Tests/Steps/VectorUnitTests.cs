using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Workloads.Benchmarks;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Optimizers;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Accelerator.Tests.Steps;

/// <summary>Passes and functions of the vector unit: steps, lines and accesses in closed form.</summary>
public class VectorUnitTests
{
    private const int LineWords = 16;
    private const int LinesAStep = 16;
    private const long EnoughBytes = 64 << 20;

    /// <summary>With room for everything, an operation takes steps of all lines, times cycles, for each pass.</summary>
    [Theory]
    [InlineData(1, 1, 1, 1, 1)]
    [InlineData(2, 3, 5, 7, 11)]
    public void Steps_are_lines_times_cycles_for_each_pass(int exp, int divide, int sqrt, int tanh, int erf)
    {
        StepProgram program = WorkloadLoader.Load("gpt-tiny-characters").Lower(
            1, new ParameterUpdate(OptimizerKinds.Adam, MixedPrecisions.Fp32));
        var unit = new VectorUnitSpec(VectorPasses.Multi, exp, divide, sqrt, tanh, erf);
        StepResult plain = Run(program, VectorUnitSpec.Plain);
        StepResult single = Run(program, unit with { Passes = VectorPasses.Single });
        StepResult multi = Run(program, unit);
        TensorLayout[] layouts = TestMachines.Layouts(program, TestMachines.Paper);
        long repeated = 0;
        for (int i = 0; i < program.Operations.Length; i++)
        {
            long moved = plain.Operations[i].Cycles.Vector;
            if (program.Operations[i] is not VectorOperation vector)
            {
                Assert.Equal(moved, multi.Operations[i].Cycles.Vector);
                continue;
            }

            long all = vector.Inputs.Concat(vector.Outputs).Max(StepsOf);
            long first = vector.Inputs.IsEmpty ? 0 : StepsOf(vector.Inputs[0]);
            int[] cycles = [.. vector.Work.Passes.Select(CyclesOf)];
            Assert.Equal(moved - all + CyclesOf(vector.Work.Functions) * all, single.Operations[i].Cycles.Vector);
            Assert.Equal(moved - all + cycles[..^1].Sum() * first + cycles[^1] * all, multi.Operations[i].Cycles.Vector);
            Assert.Equal(SumOf(plain.Operations[i].Scratchpads).WriteAccesses, SumOf(multi.Operations[i].Scratchpads).WriteAccesses);
            repeated += (cycles.Length - 1) * (vector.Inputs.IsEmpty ? 0 : LinesOf(vector.Inputs[0]));
        }

        Assert.True(repeated > 0);
        Assert.Equal(SumOf(plain.Scratchpads).ReadAccesses + repeated, SumOf(multi.Scratchpads).ReadAccesses);
        Assert.Equal(SumOf(plain.Scratchpads).ReadAccesses, SumOf(single.Scratchpads).ReadAccesses);
        Assert.Equal(SumOf(plain.Scratchpads).WriteAccesses, SumOf(single.Scratchpads).WriteAccesses);
        Assert.Equal(plain.Dram.Bursts, multi.Dram.Bursts);
        Assert.True(multi.Energy.ScratchpadReadPj > plain.Energy.ScratchpadReadPj);

        long StepsOf(VectorStream stream) => (LinesOf(stream) + LinesAStep - 1) / LinesAStep;

        long LinesOf(VectorStream stream) =>
            (long)(layouts[stream.Tensor.Id].LinesOf(stream.Runs)?.Length ?? layouts[stream.Tensor.Id].LinesPerSlice) * stream.Slices.Count;

        int CyclesOf(VectorFunctions functions) => 1
            + ((functions & VectorFunctions.Exp) == 0 ? 0 : exp - 1) + ((functions & VectorFunctions.Divide) == 0 ? 0 : divide - 1)
            + ((functions & VectorFunctions.Sqrt) == 0 ? 0 : sqrt - 1) + ((functions & VectorFunctions.Tanh) == 0 ? 0 : tanh - 1)
            + ((functions & VectorFunctions.Erf) == 0 ? 0 : erf - 1);
    }

    /// <summary>
    /// From DRAM, rows that the lane buffers hold (8,192 words) are read once and stay for both passes; longer ones are read again.
    /// </summary>
    [Theory]
    [InlineData(8192, false)]
    [InlineData(8193, true)]
    public void Rows_that_the_lane_buffers_do_not_hold_are_read_again(int words, bool isReadAgain)
    {
        StepProgram program = NamedBenchmark.Parse($"softmax_4x{words}").Lower();
        MachineSpec streaming = TestMachines.Paper with { Residency = "tiled" };
        StepResult plain = TestMachines.Run(program, streaming, 96 << 10);
        MachineSpec multiPass = streaming with { VectorUnit = new VectorUnitSpec(VectorPasses.Multi, ExpCycles: 3) };
        StepResult multi = TestMachines.Run(program, multiPass, 96 << 10);
        long lines = (4L * words + LineWords - 1) / LineWords;
        Assert.Equal(plain.Dram.ReadBursts + (isReadAgain ? lines : 0), multi.Dram.ReadBursts);
        Assert.Equal(multi.Plan.DramLines, multi.Dram.Bursts);
        Assert.Equal(plain.Dram.WriteBursts, multi.Dram.WriteBursts);
        Assert.Equal(plain.Scratchpads, multi.Scratchpads);
        // Statistics: maximum in 1 cycle, sum in 3; in plain steps both in 1.
        Assert.Equal(4 * plain.Operations[0].Cycles.Vector, multi.Operations[0].Cycles.Vector);
    }

    /// <summary>Plain operations take as long on any vector unit.</summary>
    [Fact]
    public void What_has_no_functions_and_one_pass_stays_as_it_is()
    {
        StepProgram program = TestMachines.Lower("lenet5-28x28-mnist", 3);
        StepResult plain = Run(program, VectorUnitSpec.Plain);
        StepResult slow = Run(program, new VectorUnitSpec(VectorPasses.Multi, 9, 9, 9, 9, 9));
        int changed = 0;
        foreach ((OperationResult first, OperationResult second) in plain.Operations.Zip(slow.Operations))
            changed += first.Cycles.Vector == second.Cycles.Vector && first.Scratchpads == second.Scratchpads ? 0 : 1;
        Assert.Equal(1, changed); // the loss
    }

    private static StepResult Run(StepProgram program, VectorUnitSpec unit) =>
        TestMachines.Run(program, TestMachines.Paper with { VectorUnit = unit }, EnoughBytes);

    private static ScratchpadCounts SumOf(ScratchpadTotals totals) => totals.Activation + totals.Weight + totals.Error;
}
