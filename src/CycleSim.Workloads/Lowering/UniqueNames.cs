namespace CycleSim.Workloads.Lowering;

/// <summary>Names that are given out once each: the one wished for, or one with a number behind it.</summary>
/// <param name="separator">What stands between name and number.</param>
internal sealed class UniqueNames(char separator)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>A name that is not taken, and stays so.</summary>
    /// <param name="wished">The name wished for.</param>
    public string Free(string wished)
    {
        if (!_taken.Contains(wished))
            return wished;

        // Numbers that were taken stay so: the search continues where the last one ended.
        int number = _numbers.GetValueOrDefault(wished, 1);
        while (_taken.Contains(Numbered(wished, number)))
            number++;
        _numbers[wished] = number;
        return Numbered(wished, number);
    }

    /// <summary>Whether a name is taken.</summary>
    /// <param name="name">The name.</param>
    public bool Has(string name) => _taken.Contains(name);

    /// <summary>Takes just this name; false if it is taken.</summary>
    /// <param name="name">The name.</param>
    public bool TryTake(string name) => _taken.Add(name);

    /// <summary>Takes a name that is free.</summary>
    /// <param name="wished">The name wished for.</param>
    public string Take(string wished)
    {
        string name = Free(wished);
        _taken.Add(name);
        return name;
    }

    private string Numbered(string name, int number) => $"{name}{separator}{number}";
}
