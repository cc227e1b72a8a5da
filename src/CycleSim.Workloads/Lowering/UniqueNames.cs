namespace CycleSim.Workloads.Lowering;

/// <summary>Names that are given out once each.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes a name: the one wished for, or one with a number behind it.</summary>
    public string Take(string wished)
    {
        string name = wished;
        for (int i = 1; !_taken.Add(name); i++)
            name = $"{wished}.{i}";
        return name;
    }
}
