using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Text;
using CycleSim.Dram.Parts;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// DRAM addresses of tensors, in lines. A tensor has its address from its first to its last use (kept ones for the whole step), starts
/// on a DRAM row, and takes the lowest gap that is large enough.
/// </summary>
internal sealed class DramMap
{
    private readonly long[] _base;

    internal DramMap(StepProgram program, IReadOnlyList<TensorLayout> layouts, MachineSpec machine)
    {
        DramSpec dram = machine.Dram;
        _base = new long[program.Tensors.Length];
        TensorLifetime[] lifetimes = TensorLifetime.Of(program);
        long lineBytes = machine.Scratchpad.LineBytes;
        long capacity = dram.CapacityBytes / lineBytes;
        long rowLines = Math.Max(1, (long)dram.Columns * dram.BurstBytes / lineBytes);
        var placed = new List<(long Start, long End, int Tensor)>();
        foreach (int id in Enumerable.Range(0, lifetimes.Length).Where(id => lifetimes[id].IsUsed)
            .OrderBy(id => lifetimes[id].First).ThenBy(id => id))
        {
            placed.RemoveAll(range => lifetimes[range.Tensor].Last < lifetimes[id].First);
            long size = (layouts[id].Lines + rowLines - 1) / rowLines * rowLines;
            long start = 0;
            foreach ((long Start, long End, int _) in placed.OrderBy(range => range.Start))
            {
                if (Start - start >= size)
                    break;
                start = Math.Max(start, End);
            }

            if (start + size > capacity)
            {
                throw new InputException(
                    $"the tensors of {program.Network.Name} at batch {program.Batch} need more than the " +
                    $"{ByteSize.Format(dram.CapacityBytes)} " +
                    $"of DRAM part {dram.Name} (at {program.Tensors[id].Name}); take a smaller batch or a larger part");
            }

            _base[id] = start;
            placed.Add((start, start + size, id));
        }
    }

    /// <summary>First line of a tensor.</summary>
    internal long BaseOf(TensorSpec tensor) => _base[tensor.Id];
}
