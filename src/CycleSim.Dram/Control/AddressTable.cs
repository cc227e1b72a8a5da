namespace CycleSim.Dram.Control;

/// <summary>A small open-addressing table from burst address to a number; no allocation once it has its size.</summary>
internal sealed class AddressTable
{
    private long[] _keys = new long[256];
    private int[] _values = new int[256];
    private int _count;

    internal AddressTable() => Array.Fill(_keys, -1);

    internal bool Contains(long key) => _count > 0 && _keys[Slot(key)] == key;

    internal bool TryGet(long key, out int value)
    {
        value = 0;
        if (_count == 0)
            return false;
        int slot = Slot(key);
        value = _values[slot];
        return _keys[slot] == key;
    }

    internal void Set(long key, int value)
    {
        int slot = Slot(key);
        if (_keys[slot] != key)
        {
            if (2 * ++_count > _keys.Length)
            {
                Grow();
                slot = Slot(key);
            }

            _keys[slot] = key;
        }

        _values[slot] = value;
    }

    internal void Remove(long key)
    {
        int mask = _keys.Length - 1;
        int hole = Slot(key);
        if (_keys[hole] != key)
            return;
        _count--;
        for (int next = (hole + 1) & mask; _keys[next] >= 0; next = (next + 1) & mask)
        {
            int home = Home(_keys[next]);
            bool movable = ((next - home) & mask) >= ((next - hole) & mask);
            if (!movable)
                continue;
            _keys[hole] = _keys[next];
            _values[hole] = _values[next];
            hole = next;
        }

        _keys[hole] = -1;
    }

    private int Home(long key) => (int)((ulong)(key * -7046029254386353131L) >> 32) & (_keys.Length - 1);

    private int Slot(long key)
    {
        int mask = _keys.Length - 1;
        int slot = Home(key);
        while (_keys[slot] >= 0 && _keys[slot] != key)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        (long[] keys, int[] values) = (_keys, _values);
        _keys = new long[2 * keys.Length];
        _values = new int[2 * keys.Length];
        Array.Fill(_keys, -1);
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] < 0)
                continue;
            int slot = Slot(keys[i]);
            _keys[slot] = keys[i];
            _values[slot] = values[i];
        }
    }
}
