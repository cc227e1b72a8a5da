namespace CycleSim.Memoization;

/// <summary>
/// Blocks of integers, equal ones kept once under one id, so that a key can name a block instead of holding it. An id is never used
/// again, also after <see cref="Clear"/>: a key from before cannot come to mean another block.
/// </summary>
public sealed class KeyBlockTable
{
    /// <summary>Memory that a block takes beside its integers, about, in integers.</summary>
    private const int Overhead = 32;

    private readonly MemoTable<KeyBlock> _blocks = new();
    private int _nextId;

    /// <summary>Memory that the blocks take, about, in integers of 4 bytes.</summary>
    public long SizeInts { get; private set; }

    /// <summary>The block of these integers: the one that is kept, or a new one with an id of its own.</summary>
    /// <exception cref="OverflowException">All 2^31 ids are used up.</exception>
    public KeyBlock Intern(ReadOnlySpan<int> values)
    {
        if (!_blocks.TryGet(values, out KeyBlock? block))
        {
            int[] copy = values.ToArray();
            block = new KeyBlock(_nextId, copy);
            _nextId = checked(_nextId + 1);
            _blocks.Add(copy, block);
            SizeInts += copy.Length + Overhead;
        }

        return block;
    }

    /// <summary>Forgets all blocks, but not which ids were used.</summary>
    public void Clear()
    {
        _blocks.Clear();
        SizeInts = 0;
    }
}
