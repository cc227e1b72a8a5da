namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>
/// Column c is loaded from the cycle in which PE(0, c) uses its old weight for the last time; row r is overwritten r cycles later.
/// </summary>
internal sealed class FollowLoad : ITileLoad
{
    public string Name => "follow";

    public string Meaning => "behind the wavefront, column by column; one weight register";

    public bool WaitsForSums => false;

    public bool GoesColumnByColumn => true;

    public long FirstLoad(long streamed, int rows, int columns) => streamed - 1;
}
