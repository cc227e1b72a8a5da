using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.FastForward;
using CycleSim.Memoization;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// A tile of a product as a state key: the words that it moves, counted in each tensor from the line at which they start, and the banks of
/// these lines. Tiles that differ only in where that line lies, as those of other heads and images, have equal keys.
/// </summary>
/// <param name="key">The key.</param>
/// <param name="scratchpads">Where the tensors of the tile are.</param>
/// <param name="layouts">Layout of each tensor, by id.</param>
internal sealed class GemmTileKey(PhaseKey key, IPortScratchpads scratchpads, IReadOnlyList<TensorLayout> layouts)
{
    /// <summary>Max locations and rows of a key: segments of larger tiles have keys of their own.</summary>
    private const int MaxLocations = 1 << 14;

    /// <summary>First integer: the keys of vector operations start with a number of streams.</summary>
    private const int Tile = -2;

    private const int PassesBy = -1;

    /// <summary>Writes the key; false where it would be too long.</summary>
    internal bool TryDescribe(GemmOperation tile)
    {
        if ((long)tile.Rows.Locations.Length + tile.Columns.Locations.Length + tile.Output.WordBase.Length > MaxLocations)
            return false;
        StateKeyBuilder ints = key.Key;
        ints.Add(Tile);
        ints.Add(tile.M);
        ints.Add(tile.N);
        ints.Add(tile.K);
        ints.Add(tile.OutputReads.Length);
        Add(tile.Rows, GemmUse.Rows);
        Add(tile.Columns, GemmUse.Columns);
        Add(tile.Output, tile.Output.Tensor, GemmUse.Outputs);
        foreach (TensorSpec read in tile.OutputReads)
            Add(tile.Output, read, GemmUse.BesideOutputs);
        Add(tile.Bias, tile.VectorOffset);
        Add(tile.RowSums, tile.VectorOffset);
        return true;
    }

    private void Add(OperandView operand, GemmUse use) =>
        MovedWordsKey.Add(key.Key, operand, StartOf(operand.Tensor, use, MovedWordsKey.FirstWord(operand), operand.Slices));

    private void Add(GemmOutput output, TensorSpec tensor, GemmUse use) =>
        MovedWordsKey.Add(key.Key, output, StartOf(tensor, use, output.WordBase[0], output.Slices));

    private void Add(TensorSpec? vector, int offset) => key.Key.Add(
        vector is null ? PassesBy : offset - StartOf(vector, GemmUse.Vector, offset, new SliceRange(0, 1)));

    /// <summary>Adds where a tensor is; returns the word that its others are counted from.</summary>
    private int StartOf(TensorSpec tensor, GemmUse use, int word, SliceRange slices)
    {
        TensorLayout layout = layouts[tensor.Id];
        int start = MovedWordsKey.StartOf(layout, word);
        MovedWordsKey.Add(key.Key, layout);
        if (scratchpads.Find(tensor, use) is not { } scratchpad)
        {
            key.Key.Add(PassesBy);
            return start;
        }

        key.AddBank(scratchpad, layout.BankOf(layout.BlockWords > 0 ? 0 : layout.LineOf(start), slices.First));
        ReadOnlySpan<int> shifts = layout.BankShift.Slice(slices.First, slices.Count);
        for (int i = 1; i < shifts.Length; i++)
            key.Key.Add((shifts[i] - shifts[i - 1] + layout.Banks) % layout.Banks);
        return start;
    }
}
