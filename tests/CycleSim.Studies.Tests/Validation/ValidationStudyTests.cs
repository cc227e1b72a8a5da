using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Platform;
using CycleSim.Studies.Validation;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Tests.Validation;

/// <summary>Errors and means are those of the rows; rows are runs of the machine, also with what is assumed instead.</summary>
public sealed class ValidationStudyTests
{
    private const long Capacity = 3 << 20;

    private static readonly MemoryTechnology Sram = MemoryTechnologyLoader.Load("sram");

    private static readonly MachineSpec Machine = MachineLoader.Load("sensible") with
    {
        IdealDram = new IdealDram(64, 10, LatencyMode.Held),
    };

    [Fact]
    public void A_row_is_a_run_of_its_kernel_and_other_values_are_runs_of_their_machines()
    {
        MachineSpec slow = Machine with { IdealDram = new IdealDram(1, 10, LatencyMode.Held) };
        var described = new DescribedMachine(
            Machine, null,
            [
                new AssumedParameter("bandwidth", "64", "1", "", slow, null),
                new AssumedParameter("size", "", "", "", Machine, 6 << 20),
            ]);
        MeasuredTable table = MeasuredTableReader.Parse(
            "m.csv",
            "workload,measured_cycles\ngemm_700x600x500,1000\nconv_2x9x9x16x16x3x1x1,1000\nsoftmax_50x70,500\nlayernorm_9x40,7\n"
            + "attention_2x40x16,5");
        ValidationResult one = new ValidationStudy(table, described, Sram, Capacity).Run(1);
        ValidationResult many = new ValidationStudy(table, described, Sram, Capacity).Run(3);
        Assert.Equal(one.Rows.Select(row => row.Cycles), many.Rows.Select(row => row.Cycles));
        Assert.Equal(Cycles(Machine, Capacity), one.Rows[0].Cycles);
        Assert.Equal(one.Rows[0].Cycles, one.Rows[0].Times!.Value.TotalCycles);
        Assert.All(one.Rows, row => Assert.Equal(row.Cycles / row.Measured.MeasuredCycles - 1, row.Error));
        Assert.Equal(["gemm", "conv", "softmax", "layernorm", "attention"], one.Errors.Select(kind => kind.Kind));
        Assert.Equal(Math.Abs(Cycles(slow, Capacity) / 1000.0 - 1), one.Assumptions[0].Errors[0].Simulated.Value!.Value, 12);
        Assert.Equal(Math.Abs(Cycles(Machine, 6 << 20) / 1000.0 - 1), one.Assumptions[1].Errors[0].Simulated.Value!.Value, 12);

        static long Cycles(MachineSpec machine, long capacity) =>
            new TrainingStepSimulator(SingleGemmStep.Of(700, 600, 500), machine, Sram, capacity).Run().Cycles.Total;
    }

    [Fact]
    public void Means_are_of_absolute_errors_over_the_rows_of_a_kind_that_have_a_value()
    {
        MeasuredTable table = MeasuredTableReader.Parse(
            "m.csv", "workload,measured_cycles,a,b\ngemm_1x1x1,100,150,\nconv_1x1x1x1x1x1x1x0,100,100,\ngemm_2x1x1,200,100,100");
        ValidatedRow[] rows = [.. table.Rows.Zip([70L, 104L, 220L], (row, cycles) => new ValidatedRow(row, cycles, null))];
        Assert.Equal([-0.3, 0.04, 0.1], rows.Select(row => Math.Round(row.Error, 12)));
        KindErrors[] kinds = [.. KindErrors.Of(rows)];
        AssertMean(2, 0.2, kinds[0].Simulated);
        AssertMean(2, 0.5, kinds[0].Others[0]);
        AssertMean(1, 0.5, kinds[0].Others[1]);
        AssertMean(1, 0.04, kinds[1].Simulated);
        AssertMean(1, 0, kinds[1].Others[0]);
        Assert.Equal((0, null), (kinds[1].Others[1].Rows, kinds[1].Others[1].Value));

        static void AssertMean(int rows, double value, MeanAbsoluteError mean)
        {
            Assert.Equal(rows, mean.Rows);
            Assert.Equal(value, mean.Value!.Value, 12);
        }
    }

    [Fact]
    public void A_row_that_does_not_fit_is_named()
    {
        MeasuredTable table = MeasuredTableReader.Parse("m.csv", "workload,measured_cycles\ngemm_1x1x1,1\ngemm_70000x40000x9,1");
        InputException problem = Assert.Throws<InputException>(
            () => new ValidationStudy(table, new DescribedMachine(MachineLoader.Load("paper"), null, []), Sram, Capacity).Run(2));
        Assert.StartsWith("m.csv(3): gemm_70000x40000x9 cannot be simulated on paper: ", problem.Message, StringComparison.Ordinal);
    }
}
