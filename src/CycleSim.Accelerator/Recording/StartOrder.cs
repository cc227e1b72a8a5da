namespace CycleSim.Accelerator.Recording;

/// <summary>
/// Brings records of components that overlap into the order of their start: each is held until no earlier one can come. Of equal starts the
/// one that was told of first is first.
/// </summary>
/// <typeparam name="T">Records.</typeparam>
/// <param name="write">Where they go.</param>
internal sealed class StartOrder<T>(Action<T> write)
{
    private readonly PriorityQueue<T, (long Start, long Number)> _held = new();
    private long _count;

    /// <summary>Holds a record.</summary>
    internal void Add(long start, T record) => _held.Enqueue(record, (start, _count++));

    /// <summary>Writes what starts before a cycle.</summary>
    internal void Release(long cycle)
    {
        while (_held.TryPeek(out _, out (long Start, long Number) next) && next.Start < cycle)
            write(_held.Dequeue());
    }
}
