using CycleSim.Kernel;

namespace CycleSim.Accelerator.Steps;

/// <summary>Buffers that one process fills with a tile each and another one empties, in order.</summary>
/// <param name="simulation">The simulation.</param>
/// <param name="count">Number of buffers, at least 1.</param>
/// <param name="content">What they hold, for reports.</param>
internal sealed class TileQueue(Simulation simulation, int count, string content)
{
    private readonly Queue<StepTile> _full = new();
    private readonly string _emptyBuffer = $"an empty buffer of {content}";
    private readonly string _fullBuffer = $"a full buffer of {content}";
    private int _empty = count;
    private Event? _waitsForEmpty;
    private Event? _waitsForFull;

    /// <summary>The oldest full buffer's tile.</summary>
    internal StepTile Next => _full.Peek();

    /// <summary>Waits until a buffer is empty.</summary>
    internal Wait UntilEmpty() => _empty > 0 ? Wait.None : _waitsForEmpty = new Event(simulation, _emptyBuffer);

    /// <summary>Waits until a buffer is full.</summary>
    internal Wait UntilFull() => _full.Count > 0 ? Wait.None : _waitsForFull = new Event(simulation, _fullBuffer);

    /// <summary>Fills an empty buffer.</summary>
    internal void Fill(StepTile tile)
    {
        _empty--;
        _full.Enqueue(tile);
        Wake(ref _waitsForFull);
    }

    /// <summary>Empties the oldest full buffer.</summary>
    internal void Empty()
    {
        _full.Dequeue();
        _empty++;
        Wake(ref _waitsForEmpty);
    }

    private static void Wake(ref Event? waiting)
    {
        waiting?.Succeed();
        waiting = null;
    }
}
