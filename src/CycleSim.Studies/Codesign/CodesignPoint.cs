using System.Collections.Immutable;

namespace CycleSim.Studies.Codesign;

/// <summary>A memory for each scratchpad.</summary>
/// <param name="Chosen">An option for each scratchpad, in order.</param>
/// <param name="AccuracyLoss">Accuracy that is lost if losses add, a share.</param>
/// <param name="Cost">What the scratchpads cost together.</param>
public sealed record CodesignPoint(ImmutableArray<ScratchpadOption> Chosen, double AccuracyLoss, ScratchpadCost Cost);
