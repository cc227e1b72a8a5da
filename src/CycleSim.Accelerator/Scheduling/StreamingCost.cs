using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// DRAM lines that an operation moves for a tensor that it streams: fetched for each fold, or once through the vector unit.
/// </summary>
internal sealed class StreamingCost(StepProgram program, IReadOnlyList<TensorLayout> layouts, ArrayGeometry geometry) : IStreamingCost
{
    private readonly Dictionary<(int Operation, int Tensor), long> _lines = [];

    /// <summary>Lines of one operation for one of its tensors, when every fold fetches its whole footprint.</summary>
    public long Lines(int operation, TensorSpec tensor)
    {
        if (!_lines.TryGetValue((operation, tensor.Id), out long lines))
        {
            lines = program.Operations[operation] switch
            {
                GemmOperation gemm => Enumerable.Range(0, gemm.Count).Sum(
                    i => new GemmFootprints(gemm.Product(i), layouts, geometry).Lines(tensor)),
                VectorOperation vector => vector.Inputs.Concat(vector.Outputs).Where(stream => stream.Tensor.Id == tensor.Id).Sum(OfVector),
                _ => 0,
            };
            _lines.Add((operation, tensor.Id), lines);
        }

        return lines;
    }

    private long OfVector(VectorStream stream)
    {
        TensorLayout layout = layouts[stream.Tensor.Id];
        return (long)(layout.LinesOf(stream.Runs)?.Length ?? layout.LinesPerSlice) * stream.Slices.Count;
    }
}
