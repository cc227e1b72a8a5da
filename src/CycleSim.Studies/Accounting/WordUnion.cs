namespace CycleSim.Studies.Accounting;

/// <summary>Counts the distinct units of DRAM that ranges of words touch.</summary>
/// <param name="unitWords">Words of a unit.</param>
internal sealed class WordUnion(int unitWords)
{
    private readonly List<(long First, long End)> _ranges = [];

    /// <summary>Adds a range of words; nothing where it is empty.</summary>
    public void Add(long word, long length)
    {
        if (length > 0)
            _ranges.Add((word / unitWords, (word + length - 1) / unitWords + 1));
    }

    /// <summary>Words of all units that were touched, each unit once; forgets them.</summary>
    public long TakeWords()
    {
        _ranges.Sort();
        long units = 0;
        long covered = 0;
        foreach ((long first, long end) in _ranges)
        {
            units += Math.Max(0, end - Math.Max(first, covered));
            covered = Math.Max(covered, end);
        }

        _ranges.Clear();
        return units * unitWords;
    }
}
