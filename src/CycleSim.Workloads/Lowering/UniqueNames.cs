namespace CycleSim.Workloads.Lowering;

/// <summary>Names that are given out once each.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Takes a name: the one wished for, or one with a number behind it.</summary>
    public string Take(string wished)
    {
        if (_taken.Add(wished))
            return wished;

        // The search continues where the last one ended.
        int number = _numbers.GetValueOrDefault(wished, 1);
        while (!_taken.Add($"{wished}.{number}"))
            number++;
        _numbers[wished] = number + 1;
        return $"{wished}.{number}";
    }
}
