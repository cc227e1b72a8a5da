using System.Collections.Immutable;

namespace CycleSim.Studies.Accounting;

/// <summary>A training step as the account sees it.</summary>
/// <param name="Structures">All structures, by id.</param>
/// <param name="Operations">Operations in order.</param>
/// <param name="InDramBefore">Ids of structures whose content is in DRAM before the step: images, labels, weights.</param>
/// <param name="NeededAfter">Ids of structures that are needed after the step: weights.</param>
internal sealed record AccountProgram(
    ImmutableArray<AccountStructure> Structures, ImmutableArray<AccountOperation> Operations,
    ImmutableHashSet<int> InDramBefore, ImmutableHashSet<int> NeededAfter);
