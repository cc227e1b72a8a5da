using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// DRAM lines that an operation moves for a tensor that it streams: fetched for each fold, or in each sweep of the
/// vector unit.
/// </summary>
internal sealed class StreamingCost(StepProgram program, IReadOnlyList<TensorLayout> layouts, MachineSpec machine) : IStreamingCost
{
    private readonly VectorSweeps _sweeps = new(machine, layouts);
    private readonly Dictionary<(int Operation, int Tensor), long> _lines = [];

    /// <summary>Lines of one operation for one of its tensors, when every fold fetches its whole footprint.</summary>
    public long Lines(int operation, TensorSpec tensor)
    {
        if (!_lines.TryGetValue((operation, tensor.Id), out long lines))
        {
            lines = program.Operations[operation] switch
            {
                GemmOperation gemm => OfProducts(gemm, tensor),
                VectorOperation vector => _sweeps.Of(vector, isStreamed: true).SelectMany(sweep => sweep.Inputs.Concat(sweep.Outputs))
                    .Where(stream => stream.Tensor.Id == tensor.Id).Sum(OfVector),
                _ => 0,
            };
            _lines.Add((operation, tensor.Id), lines);
        }

        return lines;
    }

    /// <summary>Products move as many lines of a tensor as others that lie alike in its lines, so only one of these is counted.</summary>
    private long OfProducts(GemmOperation gemm, TensorSpec tensor)
    {
        int words = layouts[tensor.Id].AlignedWords;
        return Enumerable.Range(0, gemm.Count)
            .GroupBy(i => i == 0 ? default : InLines(gemm.Repeats[i - 1], words))
            .Sum(alike => alike.Count() * new GemmFootprints(gemm.Product(alike.First()), layouts, machine.Array).Lines(tensor));
    }

    /// <summary>How a product lies in the lines of a tensor, whichever lines these are.</summary>
    private static GemmShift InLines(GemmShift shift, int words) => new(
        new WordShift(0, shift.Rows.Words % words), new WordShift(0, shift.Columns.Words % words),
        new WordShift(0, shift.Output.Words % words), shift.Vectors % words);

    private long OfVector(VectorStream stream)
    {
        TensorLayout layout = layouts[stream.Tensor.Id];
        return (long)(layout.LinesOf(stream.Runs)?.Length ?? layout.LinesPerSlice) * stream.Slices.Count;
    }
}
