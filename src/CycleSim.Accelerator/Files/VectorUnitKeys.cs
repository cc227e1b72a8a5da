using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys of "vector_unit" in a machine's file.</summary>
internal static class VectorUnitKeys
{
    internal static readonly KeySet All = new("vector unit", "What the vector unit does with the words that it takes in a step.");

    internal static readonly Key<VectorPasses> Passes = All.Enum<VectorPasses>(
        "passes",
        "How often it goes over the input of a softmax, a loss, or the statistics of a normalisation.",
        [
            new(VectorPasses.Single, "once in each operation"),
            new(VectorPasses.Multi, "as often as the algorithm needs: maximum, sum, shares; mean, variance"),
        ],
        VectorPasses.Single);

    internal static readonly Key<KeyValues> CyclesPerWord = All.Object(
        "cycles_per_word", "Cycles that functions keep a lane for a word, in place of one.", VectorCycleKeys.All, whenMissing: "1 for all");
}
