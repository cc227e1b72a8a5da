using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Accelerator.Steps;
using CycleSim.Dram.Statistics;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Scheduling;

/// <summary>Bursts of a run against those that follow from the placement and the definition of the operands, line by line.</summary>
public class DramTrafficTests
{
    private const long KiB = 1024;

    [Theory]
    [InlineData(96, DramRefetch.Tile, "fp32")]
    [InlineData(96, DramRefetch.Panel, "fp32")]
    [InlineData(160, DramRefetch.Panel, "fp16")]
    [InlineData(300, DramRefetch.Tile, "fp32")]
    [InlineData(700, DramRefetch.Panel, "fp32")]
    [InlineData(1500, DramRefetch.Tile, "int8")]
    public void Bursts_are_the_distinct_lines_of_each_fold(long kib, DramRefetch refetch, string format)
    {
        StepProgram program = TestMachines.Lower("lenet5-28x28-mnist", 12);
        MachineSpec spec = TestMachines.With(32, 16) with { DramRefetch = refetch, ProductFormat = NumberFormats.All.Get(format) };
        StepResult result = TestMachines.Run(program, spec, kib * KiB);
        bool streamed = false;
        for (int i = 0; i < program.Operations.Length; i++)
        {
            OperationResidency placement = result.Plan.Operations[i];
            (long reads, long writes) = Transfers(placement.Before, spec);
            (long more, long stored) = program.Operations[i] is GemmOperation gemm
                ? OfGemm(gemm, placement, spec)
                : OfVector((VectorOperation)program.Operations[i], placement, spec);
            streamed |= more > 0;
            DramCounts counts = result.Operations[i].Dram;
            Assert.Equal((reads + more, writes + stored), (counts.ReadBursts, counts.WriteBursts));
        }

        Assert.Equal(Transfers(result.Plan.Final, spec), (result.Operations[^1].Dram.ReadBursts, result.Operations[^1].Dram.WriteBursts));
        Assert.Equal(kib < 1500, streamed);
    }

    [Theory]
    [InlineData("lenet5-28x28-mnist", 16)]
    [InlineData("lenet5-32x32-mnist", 8)]
    [InlineData("alexnet-bearpaw-cifar10", 4)]
    public void Traffic_falls_with_capacity_down_to_what_must_move(string network, int batch)
    {
        StepProgram program = TestMachines.Lower(network, batch);
        long before = long.MaxValue;
        StepResult? result = null;
        for (long capacity = 96 * KiB; capacity <= 384 * 1024 * KiB; capacity *= 2)
        {
            result = TestMachines.Run(program, TestMachines.Paper, capacity);
            Assert.True(result.Dram.Bursts <= before, $"{capacity}: {result.Dram.Bursts} bursts after {before}");
            before = result.Dram.Bursts;
        }

        Assert.Equal(program.InDramBefore.Sum(id => Lines(program.Tensors[id], TestMachines.Paper)), result!.Dram.ReadBursts);
        Assert.Equal(program.NeededAfter.Sum(id => Lines(program.Tensors[id], TestMachines.Paper)), result.Dram.WriteBursts);
        Assert.Equal(
            ["images", "labels"],
            program.InDramBefore.Except(program.NeededAfter).Select(id => program.Tensors[id].Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(128)]
    [InlineData(1024)]
    public void The_memory_technology_does_not_change_what_moves(long kib)
    {
        StepProgram program = TestMachines.Lower("lenet5-28x28-mnist", 16);
        StepResult sram = TestMachines.Run(program, TestMachines.Paper, kib * KiB, "sram");
        StepResult mram = TestMachines.Run(program, TestMachines.Paper, kib * KiB, "stt-mram");
        Assert.NotEqual((sram.ReadCycles, sram.WriteCycles), (mram.ReadCycles, mram.WriteCycles));
        Assert.Equal((sram.Dram.ReadBursts, sram.Dram.WriteBursts), (mram.Dram.ReadBursts, mram.Dram.WriteBursts));
        foreach (TensorRole role in Enum.GetValues<TensorRole>())
        {
            Assert.Equal(sram.Scratchpads.Of(role).ReadBytes, mram.Scratchpads.Of(role).ReadBytes);
            Assert.Equal(sram.Scratchpads.Of(role).WriteBytes, mram.Scratchpads.Of(role).WriteBytes);
        }
    }

    private static (long Reads, long Writes) Transfers(IEnumerable<TensorTransfer> transfers, MachineSpec spec) => (
        transfers.Where(transfer => transfer.Kind == TransferKind.Load).Sum(transfer => Lines(transfer.Tensor, spec)),
        transfers.Where(transfer => transfer.Kind == TransferKind.WriteBack).Sum(transfer => Lines(transfer.Tensor, spec)));

    private static (long Reads, long Writes) OfVector(VectorOperation operation, OperationResidency placement, MachineSpec spec)
    {
        return (operation.Inputs.Sum(LinesOf), operation.Outputs.Sum(LinesOf));

        long LinesOf(VectorStream stream)
        {
            if (placement.OnChip.Contains(stream.Tensor.Id))
                return 0;
            IEnumerable<int> words = stream.Runs is null
                ? Enumerable.Range(0, stream.Tensor.WordsPerSlice)
                : stream.Runs.Value.SelectMany(run => Enumerable.Range(run.Word, run.Length));
            return (long)words.Select(word => word / spec.WordsPerLine).Distinct().Count() * stream.Tensor.Slices;
        }
    }

    private static (long Reads, long Writes) OfGemm(GemmOperation gemm, OperationResidency placement, MachineSpec spec)
    {
        SystolicArraySpec array = spec.Array;
        long[] rowLines = [.. Panels(gemm.Rows, array.Rows, spec)];
        long[] columnLines = [.. Panels(gemm.Columns, array.Columns, spec)];
        long operands = new[] { true, false }.Min(rowsFirst => Operands(rowsFirst));
        long reads = operands;
        long writes = 0;
        for (int row = 0; row < rowLines.Length; row++)
        {
            for (int column = 0; column < columnLines.Length; column++)
            {
                long outputs = Outputs(gemm, row, column, spec);
                reads += gemm.OutputReads.Sum(tensor => IsStreamed(tensor) ? outputs : 0);
                writes += IsStreamed(gemm.Output.Tensor) ? outputs : 0;
                if (gemm.Bias is not null && IsStreamed(gemm.Bias))
                    reads += VectorLines(column, array.Columns, gemm.N);
                if (gemm.RowSums is not null && IsStreamed(gemm.RowSums) && column == 0)
                    writes += VectorLines(row, array.Rows, gemm.M);
            }
        }

        return (reads, writes);

        bool IsStreamed(TensorSpec tensor) => !placement.OnChip.Contains(tensor.Id);

        long VectorLines(int tile, int lanes, long all) => Enumerable.Range(tile * lanes, (int)Math.Min(lanes, all - (long)tile * lanes))
            .Select(word => word / spec.WordsPerLine).Distinct().Count();

        long Operands(bool rowsFirst)
        {
            long sum = 0;
            (int Row, int Column) last = (-1, -1);
            for (int i = 0; i < rowLines.Length * columnLines.Length; i++)
            {
                int row = rowsFirst ? i % rowLines.Length : i / columnLines.Length;
                int column = rowsFirst ? i / rowLines.Length : i % columnLines.Length;
                bool keeps = spec.DramRefetch == DramRefetch.Panel;
                if (IsStreamed(gemm.Rows.Tensor) && !(keeps && row == last.Row))
                    sum += rowLines[row];
                if (IsStreamed(gemm.Columns.Tensor) && !(keeps && column == last.Column))
                    sum += columnLines[column];
                last = (row, column);
            }

            return sum;
        }
    }

    /// <summary>Distinct lines of each panel of an operand, word by word.</summary>
    private static IEnumerable<long> Panels(OperandView view, int lanes, MachineSpec spec)
    {
        for (long first = 0; first < view.Lanes; first += lanes)
        {
            long end = Math.Min(first + lanes, view.Lanes);
            var lines = new HashSet<(int Slice, int Line)>();
            for (int location = 0; location < view.Locations.Length; location++)
            {
                for (int slice = 0; slice < view.Tensor.Slices; slice++)
                {
                    long pair = (long)location * view.Tensor.Slices + slice;
                    foreach (WordRun run in view.Locations[location])
                    {
                        for (int i = 0; i < run.Length; i++)
                        {
                            long lane = view.LaneAxis == LaneAxis.Slices ? pair : run.At + i;
                            if (lane >= first && lane < end)
                                lines.Add((slice, (run.Word + i) / spec.WordsPerLine));
                        }
                    }
                }
            }

            yield return lines.Count;
        }
    }

    private static long Outputs(GemmOperation gemm, int rowIndex, int columnIndex, MachineSpec spec)
    {
        var lines = new HashSet<(long Slice, int Line)>();
        int slices = gemm.Output.Tensor.Slices;
        for (long m = (long)rowIndex * spec.Array.Rows; m < Math.Min(gemm.M, (rowIndex + 1L) * spec.Array.Rows); m++)
        {
            for (long n = (long)columnIndex * spec.Array.Columns; n < Math.Min(gemm.N, (columnIndex + 1L) * spec.Array.Columns); n++)
                lines.Add((m % slices, (gemm.Output.WordBase[(int)(m / slices)] + (int)n) / spec.WordsPerLine));
        }

        return lines.Count;
    }

    private static long Lines(TensorSpec tensor, MachineSpec spec) =>
        (tensor.WordsPerSlice + spec.WordsPerLine - 1L) / spec.WordsPerLine * tensor.Slices;
}
