namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>
/// The last multiplication, in the corner PE(R-1, C-1), is in cycle s + R + C - 3 of a stream; the load starts in the next cycle.
/// </summary>
internal sealed class ReloadLoad : ITileLoad
{
    public string Name => "reload";

    public string Meaning => "in the cycle after the last multiplication";

    public bool WaitsForSums => false;

    public bool GoesColumnByColumn => false;

    public long FirstLoad(long streamed, int rows, int columns) => streamed + rows + columns - 2;
}
