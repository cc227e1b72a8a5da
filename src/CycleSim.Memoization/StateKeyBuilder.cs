namespace CycleSim.Memoization;

/// <summary>
/// Builds a state key: a state written down as integers, so that two states with equal keys behave alike. The buffer grows as needed
/// and is used again after <see cref="Clear"/>, so that a lookup allocates nothing.
/// </summary>
public sealed class StateKeyBuilder
{
    private int[] _values = new int[64];
    private int _count;

    /// <summary>The key so far; valid until the next change.</summary>
    public ReadOnlySpan<int> Span => _values.AsSpan(0, _count);

    /// <summary>Starts a new key.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds an integer.</summary>
    public void Add(int value)
    {
        if (_count == _values.Length)
            Array.Resize(ref _values, 2 * _count);
        _values[_count++] = value;
    }

    /// <summary>Adds a 64-bit integer: two integers, the low half first.</summary>
    public void Add(long value)
    {
        Add((int)value);
        Add((int)(value >> 32));
    }

    /// <summary>Adds integers in their order, without their number.</summary>
    public void Add(ReadOnlySpan<int> values)
    {
        int needed = _count + values.Length;
        if (needed > _values.Length)
            Array.Resize(ref _values, Math.Max(needed, 2 * _values.Length));
        values.CopyTo(_values.AsSpan(_count));
        _count = needed;
    }

    /// <summary>
    /// Adds what is busy and for how long from now on; nothing when it is free by now. A key so holds no absolute time, and a state that
    /// comes again later has the same key.
    /// </summary>
    /// <param name="id">What is busy.</param>
    /// <param name="cycle">First cycle in which it is free.</param>
    /// <param name="now">Present cycle.</param>
    /// <exception cref="OverflowException">It is busy for 2^31 cycles or more.</exception>
    public void AddFuture(int id, long cycle, long now)
    {
        if (cycle > now)
        {
            Add(id);
            Add(checked((int)(cycle - now)));
        }
    }
}
