using CycleSim.Traces;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// Tiles overlap as far as buffers allow: the next ones are loaded and the ones before are stored while a tile is computed, across the ends
/// of operations too. The machine says how many buffers there are and what the DMA channel moves next.
/// </summary>
public sealed class OverlappedOrdering : IOrdering
{
    /// <inheritdoc />
    public string Name => TraceMachines.Overlapped;

    /// <inheritdoc />
    public string Meaning => "as far as buffers allow";
}
