using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Dataflow;

public class GemmFootprintsTests
{
    [Theory]
    [InlineData(16, 16)]
    [InlineData(8, 64)]
    [InlineData(512, 512)]
    public void What_kept_panels_move_is_what_folds_fetch_one_after_another(int rows, int columns)
    {
        MachineSpec spec = TestMachines.With(rows, columns);
        StepProgram program = TestMachines.Lower("lenet5-28x28-mnist", 4);
        TensorLayout[] layouts = TestMachines.Layouts(program, spec);
        foreach (GemmOperation gemm in program.Operations.OfType<GemmOperation>())
        {
            var footprints = new GemmFootprints(gemm, layouts, spec.Array);
            foreach (FoldOrder order in Enum.GetValues<FoldOrder>())
                foreach (OperandPanels panels in new[] { footprints.Rows, footprints.Columns })
                    Assert.Equal(FetchedOneByOne(panels, footprints.Folds(order)), footprints.LinesWhenKept(panels, order));
        }
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(512, 8)]
    public void Whole_footprints_of_all_folds_add_up(int rows, int columns)
    {
        MachineSpec spec = TestMachines.With(rows, columns);
        StepProgram program = TestMachines.Lower("lenet5-28x28-mnist", 4);
        TensorLayout[] layouts = TestMachines.Layouts(program, spec);
        foreach (GemmOperation gemm in program.Operations.OfType<GemmOperation>())
        {
            var footprints = new GemmFootprints(gemm, layouts, spec.Array);
            foreach (TensorSpec tensor in gemm.Reads.Concat(gemm.Writes).Distinct())
            {
                long expected = footprints.Folds(FoldOrder.ColumnsFirst).Sum(fold => Moved(gemm, footprints, tensor, fold));
                Assert.Equal(expected, footprints.Lines(tensor));
            }
        }
    }

    private static long Moved(GemmOperation gemm, GemmFootprints footprints, TensorSpec tensor, Fold fold)
    {
        long lines = new[] { footprints.Rows, footprints.Columns }.Where(panels => panels.Operand.Tensor == tensor)
            .Sum(panels => LineRun.Total(panels.Footprint(fold)));
        lines += gemm.OutputReads.Append(gemm.Output.Tensor).Count(output => output == tensor)
            * LineRun.Total(footprints.Outputs.Footprint(fold));
        lines += gemm.Bias == tensor ? LineRun.Total(footprints.Bias(fold)) : 0;
        return lines + (gemm.RowSums == tensor ? LineRun.Total(footprints.RowSums(fold)) : 0);
    }

    private static long FetchedOneByOne(OperandPanels panels, FoldGrid folds)
    {
        long lines = 0;
        int held = -1;
        foreach (Fold fold in folds)
        {
            if (panels.PanelIndexOf(fold) != held)
                lines += LineRun.Total(panels.Footprint(fold));
            held = panels.PanelIndexOf(fold);
        }

        return lines;
    }
}
