namespace CycleSim.Accelerator.FastForward;

/// <summary>
/// The words of a key: a state written down so that two states with equal words behave alike. The buffer grows and is used again.
/// </summary>
internal sealed class KeyWords
{
    private int[] _words = new int[64];
    private int _count;

    internal ReadOnlySpan<int> Words => _words.AsSpan(0, _count);

    internal void Clear() => _count = 0;

    internal void Add(int word)
    {
        if (_count == _words.Length)
            System.Array.Resize(ref _words, 2 * _count);
        _words[_count++] = word;
    }

    internal void Add(long words)
    {
        Add((int)words);
        Add((int)(words >> 32));
    }

    internal void Add(ReadOnlySpan<int> words)
    {
        while (_count + words.Length > _words.Length)
            System.Array.Resize(ref _words, 2 * _words.Length);
        words.CopyTo(_words.AsSpan(_count));
        _count += words.Length;
    }

    /// <summary>Adds where and how long from now, if at all, something is still in the way.</summary>
    internal void AddFuture(int place, long cycle, long now)
    {
        if (cycle > now)
        {
            Add(place);
            Add((int)(cycle - now));
        }
    }
}
