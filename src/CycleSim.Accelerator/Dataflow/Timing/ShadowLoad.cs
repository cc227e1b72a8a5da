using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>
/// The switch to the new weight travels with the first word of the stream: the shadow registers of column 0 are free from its first
/// cycle.
/// </summary>
internal sealed class ShadowLoad : ITileLoad
{
    public string Name => SystolicArraySpec.DefaultTileLoad;

    public string Meaning => "into shadow registers, column by column, from the cycle in which its first PE switches";

    public bool WaitsForSums => false;

    public bool GoesColumnByColumn => true;

    public long FirstLoad(long streamed, int rows, int columns) => 0;
}
