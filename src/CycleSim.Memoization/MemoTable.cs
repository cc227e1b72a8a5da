using System.Diagnostics.CodeAnalysis;

namespace CycleSim.Memoization;

/// <summary>
/// Results by state key. A hash finds the entry, then the whole key is compared, integer by integer: a hit is never a guess.
/// A lookup allocates nothing. Not for several threads at a time.
/// </summary>
/// <typeparam name="TResult">What is kept for a key.</typeparam>
public sealed class MemoTable<TResult>
    where TResult : class
{
    private readonly Dictionary<int[], TResult> _entries;
    private readonly Dictionary<int[], TResult>.AlternateLookup<ReadOnlySpan<int>> _lookup;

    /// <summary>Makes an empty table.</summary>
    public MemoTable()
    {
        _entries = new Dictionary<int[], TResult>(new StateKeyComparer());
        _lookup = _entries.GetAlternateLookup<ReadOnlySpan<int>>();
    }

    /// <summary>Number of entries.</summary>
    public int Count => _entries.Count;

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="result">What is kept for it; null on a miss.</param>
    /// <returns>True on a hit.</returns>
    public bool TryGet(ReadOnlySpan<int> key, [NotNullWhen(true)] out TResult? result) => _lookup.TryGetValue(key, out result);

    /// <summary>Keeps a result; that of an equal key is replaced.</summary>
    /// <param name="key">The key; belongs to the table from now on and must not be changed.</param>
    /// <param name="result">The result.</param>
    public void Add(int[] key, TResult result) => _entries[key] = result;

    /// <summary>Forgets all entries.</summary>
    public void Clear() => _entries.Clear();
}
