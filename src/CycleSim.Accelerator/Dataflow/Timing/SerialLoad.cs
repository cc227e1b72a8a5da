namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>
/// The last sum, of word s - 1 in column C - 1, is added in cycle s + R + C - 2 of a stream; the load starts in the next cycle.
/// </summary>
internal sealed class SerialLoad : ITileLoad
{
    public string Name => "serial";

    public string Meaning => "after the last sum was added";

    public bool WaitsForSums => true;

    public bool GoesColumnByColumn => false;

    public long FirstLoad(long streamed, int rows, int columns) => streamed + rows + columns - 1;
}
