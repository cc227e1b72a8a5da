using System.Collections.Immutable;

namespace CycleSim.Studies.Codesign;

/// <summary>What the search chose, and what it chose from.</summary>
/// <param name="Candidates">All candidates of each scratchpad, without a look at losses.</param>
/// <param name="Options">The cheapest candidate for each number of cheap bits and each rate, with its measured loss.</param>
/// <param name="Front">The choices that no other one beats.</param>
/// <param name="Chosen">The choice.</param>
/// <param name="WithoutCheapBits">The cheapest choice whose bits are all right.</param>
/// <param name="Step">A simulated step with it.</param>
/// <param name="Kept">Its cells, with lifetimes of that step.</param>
/// <param name="Rounds">How often the search ran: a slower memory keeps data for longer, and must hold for that.</param>
/// <param name="KeepsData">Whether all bits that must be right meet the failure rate with the lifetimes of that step.</param>
public sealed record CodesignSelection(
    ImmutableArray<ImmutableArray<ScratchpadOption>> Candidates, ImmutableArray<ImmutableArray<ScratchpadOption>> Options,
    ImmutableArray<CodesignPoint> Front, CodesignPoint Chosen, CodesignPoint WithoutCheapBits, StepProfile Step,
    ImmutableArray<StoredCell> Kept, int Rounds, bool KeepsData);
