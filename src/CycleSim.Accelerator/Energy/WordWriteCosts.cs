using CycleSim.Arrays;
using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Models;
using CycleSim.Traces;

namespace CycleSim.Accelerator.Energy;

/// <summary>What writing each bit of a 32-bit word costs, from bit 0: bits may lie in different arrays.</summary>
internal sealed class WordWriteCosts
{
    private readonly double[] _peripheryPj = new double[StoredWord.Bits];
    private readonly double[] _cellPj = new double[StoredWord.Bits];
    private readonly double[] _readPj = new double[StoredWord.Bits];
    private readonly double[] _writeErrorRates = new double[StoredWord.Bits];
    private readonly List<WordBits> _arrays = [];

    /// <summary>Takes the costs from a memory.</summary>
    /// <param name="memory">The memory; of a heterogeneous one the first part holds the most significant bits.</param>
    /// <param name="capacityBytes">Capacity of the array whose metrics hold.</param>
    public WordWriteCosts(MemoryTechnology memory, long capacityBytes)
    {
        ArgumentNullException.ThrowIfNull(memory);
        int top = StoredWord.Bits;
        if (memory.Model is not HeterogeneousModel model)
        {
            Fill(memory, memory.At(capacityBytes), StoredWord.Bits, ref top);
            return;
        }

        foreach (WordPart part in model.Parts)
            Fill(part.Memory, model.PartAt(part, capacityBytes), part.Bits, ref top);
    }

    /// <summary>The arrays that hold a word, from its most significant bit.</summary>
    public IReadOnlyList<WordBits> Arrays => _arrays;

    /// <summary>Energy that a write takes outside of the cell, whatever the cell holds; pJ.</summary>
    public IReadOnlyList<double> PeripheryPj => _peripheryPj;

    /// <summary>Energy in the cell, which only a bit that toggles must take; 0 for memories without a write point; pJ.</summary>
    public IReadOnlyList<double> CellPj => _cellPj;

    /// <summary>Energy of a read, which comparing before the write takes; pJ.</summary>
    public IReadOnlyList<double> ReadPj => _readPj;

    /// <summary>Probability that a write fails; 0 where the memory does not state one.</summary>
    public IReadOnlyList<double> WriteErrorRates => _writeErrorRates;

    // The cell's energy is the mean of both directions; what the array's figure has beyond it is periphery.
    private void Fill(MemoryTechnology memory, MemoryMetrics metrics, int bits, ref int top)
    {
        WritePoint? point = memory.Circuit?.WritePoint;
        double cell = point is null ? 0 : Math.Min(metrics.WriteEnergyPjPerBit, (point.SetEnergyJ + point.ResetEnergyJ) / 2 * 1e12);
        int first = Math.Max(0, top - bits);
        if (first < top)
            _arrays.Add(new WordBits(memory.Name, first, top - first));
        for (int bit = first; bit < top; bit++)
        {
            _cellPj[bit] = cell;
            _peripheryPj[bit] = metrics.WriteEnergyPjPerBit - cell;
            _readPj[bit] = metrics.ReadEnergyPjPerBit;
            _writeErrorRates[bit] = point?.WriteErrorRate ?? 0;
        }

        top -= bits;
    }
}
