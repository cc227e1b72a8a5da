using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Tiles;

/// <summary>
/// Transfers in a fixed order; the first one blocks until it is ready. The loads of as many tiles as there are operand buffers, then in
/// turn the store of a tile and the loads of the tile that comes as many later.
/// </summary>
internal sealed class ProgramDma : IDmaPolicy
{
    public string Name => OverlapSpec.InProgramOrder;

    public string Meaning => "in program order; the first one blocks";

    public bool IsProgramOrder => true;

    public int Compare(DmaTask first, DmaTask second) => CompareProgram(first, second);

    internal static int CompareProgram(DmaTask first, DmaTask second)
    {
        int byPosition = first.ProgramPosition.CompareTo(second.ProgramPosition);
        return byPosition != 0 ? byPosition : LoadsFirstDma.CompareReady(first, second);
    }
}
