namespace CycleSim.Kernel;

/// <summary>A queue in a circular array that can also give up an element in its middle.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
internal sealed class RingBuffer<T>
{
    private T[] _items = new T[16];
    private int _start;

    public int Count { get; private set; }

    // The length is a power of two.
    public T this[int index] => _items[(_start + index) & (_items.Length - 1)];

    public void Add(T item)
    {
        if (Count == _items.Length)
            Grow();
        _items[(_start + Count++) & (_items.Length - 1)] = item;
    }

    public T RemoveAt(int index)
    {
        int mask = _items.Length - 1;
        T removed = _items[(_start + index) & mask];

        // The elements before it move up by one, so taking the first moves none.
        for (int i = index; i > 0; i--)
            _items[(_start + i) & mask] = _items[(_start + i - 1) & mask];
        _items[_start] = default!;
        _start = (_start + 1) & mask;
        Count--;
        return removed;
    }

    private void Grow()
    {
        T[] larger = new T[_items.Length * 2];
        for (int i = 0; i < Count; i++)
            larger[i] = this[i];
        _items = larger;
        _start = 0;
    }
}
