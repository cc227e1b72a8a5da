using System.Collections.Immutable;

namespace CycleSim.Studies.Accounting;

/// <summary>What a product reads and writes beside its operands and its output.</summary>
/// <param name="OutputReads">Structures of the output's shape that are read word for word as outputs leave.</param>
/// <param name="Bias">A bias for each column.</param>
/// <param name="RowSums">Sums of the rows: the gradient of a bias.</param>
internal sealed record ProductExtras(ImmutableArray<AccountStructure> OutputReads, AccountStructure? Bias, AccountStructure? RowSums)
{
    /// <summary>Nothing.</summary>
    public static ProductExtras None { get; } = new([], null, null);
}
