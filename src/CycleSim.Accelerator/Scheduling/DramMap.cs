using CycleSim.Accelerator.Dataflow;
using CycleSim.Configuration;
using CycleSim.Dram;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// DRAM addresses of tensors, in bursts. A tensor has its address from its first to its last use (kept ones for the whole step), starts
/// on a DRAM row, and takes the lowest gap that is large enough.
/// </summary>
internal sealed class DramMap
{
    private readonly long[] _base;

    internal DramMap(StepProgram program, IReadOnlyList<TensorLayout> layouts, DramSpec dram)
    {
        _base = new long[program.Tensors.Length];
        (int First, int Last)[] lives = Lives(program);
        long capacity = dram.CapacityBytes / dram.BurstBytes;
        var placed = new List<(long Start, long End, int Tensor)>();
        foreach (int id in Enumerable.Range(0, lives.Length).Where(id => lives[id].Last >= 0)
            .OrderBy(id => lives[id].First).ThenBy(id => id))
        {
            placed.RemoveAll(range => lives[range.Tensor].Last < lives[id].First);
            long size = (layouts[id].Lines + dram.Columns - 1) / dram.Columns * dram.Columns;
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

    /// <summary>First burst of a tensor.</summary>
    internal long BaseOf(TensorSpec tensor) => _base[tensor.Id];

    private static (int First, int Last)[] Lives(StepProgram program)
    {
        var lives = new (int First, int Last)[program.Tensors.Length];
        Array.Fill(lives, (int.MaxValue, -1));
        for (int i = 0; i < program.Operations.Length; i++)
        {
            foreach (TensorSpec tensor in program.Operations[i].Reads.Concat(program.Operations[i].Writes))
                lives[tensor.Id] = (Math.Min(lives[tensor.Id].First, i), i);
        }

        foreach (TensorSpec tensor in program.Tensors.Where(tensor => lives[tensor.Id].Last >= 0))
        {
            if (program.InDramBefore.Contains(tensor.Id))
                lives[tensor.Id].First = 0;
            if (program.NeededAfter.Contains(tensor.Id))
                lives[tensor.Id].Last = int.MaxValue;
        }

        return lives;
    }
}
