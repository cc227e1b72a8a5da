using System.Collections.Immutable;

namespace CycleSim.Studies.Accounting;

/// <summary>A layer's share of the error of the layer before it.</summary>
/// <param name="Target">Where it goes.</param>
/// <param name="Reads">What is read word for word on the way: what is there already, and the mask of a ReLU.</param>
internal sealed record WholeShare(AccountStructure Target, ImmutableArray<AccountStructure> Reads);
