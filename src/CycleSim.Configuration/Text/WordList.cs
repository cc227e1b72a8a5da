namespace CycleSim.Configuration.Text;

/// <summary>Words listed in a sentence.</summary>
public static class WordList
{
    /// <summary>Joins words by commas, the last two by a conjunction: "a, b or c".</summary>
    /// <param name="words">The words.</param>
    /// <param name="conjunction">E.g. "or".</param>
    public static string Join(IEnumerable<string> words, string conjunction)
    {
        string[] all = [.. words];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {conjunction} {all[^1]}";
    }
}
