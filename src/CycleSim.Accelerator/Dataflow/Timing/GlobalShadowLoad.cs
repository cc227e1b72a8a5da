namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>All shadow registers are free once the corner PE(R-1, C-1) has switched, in cycle R + C - 2 of a stream.</summary>
internal sealed class GlobalShadowLoad : ITileLoad
{
    public string Name => "shadow_global";

    public string Meaning => "into shadow registers that shift together, from the cycle in which the last PE switches";

    public bool WaitsForSums => false;

    public bool GoesColumnByColumn => false;

    public long FirstLoad(long streamed, int rows, int columns) => (long)rows + columns - 2;
}
