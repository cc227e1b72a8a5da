using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Accounting;

/// <summary>Activations, weights or errors of a layer.</summary>
/// <param name="Id">Position among the structures of the step.</param>
/// <param name="Name">Name, for people.</param>
/// <param name="Role">Which buffer it belongs to.</param>
/// <param name="Slices">Images of the batch, or output channels of weights.</param>
/// <param name="WordsPerSlice">Words of one slice.</param>
internal sealed record AccountStructure(int Id, string Name, TensorRole Role, long Slices, long WordsPerSlice)
{
    /// <summary>Its words.</summary>
    public long Words => Slices * WordsPerSlice;

    /// <summary>Bytes that it takes when every slice is a whole number of DRAM accesses of so many words.</summary>
    public long Bytes(int dramWords) => Slices * WholeNumbers.CeilingDivide(WordsPerSlice, dramWords) * dramWords * AccountCosts.WordBytes;
}
