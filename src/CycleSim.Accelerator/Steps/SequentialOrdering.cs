using CycleSim.Accelerator.Machine;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Steps;

/// <summary>The paper's ordering: one tile after the other, and its load, computation and store one after the other.</summary>
public sealed class SequentialOrdering : ITurnOrdering
{
    /// <inheritdoc />
    public string Name => PaperChoices.Ordering;

    /// <inheritdoc />
    public string Meaning => "they never do";

    /// <inheritdoc />
    public bool NeverOverlaps => true;

    /// <inheritdoc />
    public int Buffers => 1;

    /// <inheritdoc />
    public ITurn CreateTurn(Simulation simulation) => new ProgramTurn(simulation);
}
