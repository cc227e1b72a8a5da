namespace CycleSim.Benchmarks.Kernel;

/// <summary>A model with a fixed number of pending events, each of which schedules its successor.</summary>
internal interface IHoldModel : IDisposable
{
    /// <summary>Processes events until at least this many more have happened.</summary>
    /// <returns>The number processed.</returns>
    public long Advance(long events);
}
