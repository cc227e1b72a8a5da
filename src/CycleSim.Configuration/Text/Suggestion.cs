namespace CycleSim.Configuration.Text;

/// <summary>Finds the name that a user probably meant.</summary>
public static class Suggestion
{
    // Longer words are never typed by hand; the bound keeps hostile input cheap.
    private const int MaxWordLength = 64;

    /// <summary>The candidate nearest to a misspelt word, or null when none is near.</summary>
    /// <param name="word">What the user wrote.</param>
    /// <param name="candidates">What is allowed; on a tie the first wins.</param>
    /// <returns>The nearest candidate within a third of the word's letters (at least one), ignoring case; else null.</returns>
    public static string? Closest(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(candidates);
        if (word.Length is 0 or > MaxWordLength)
            return null;

        string? best = null;
        int bestDistance = Math.Max(1, word.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            if (candidate.Length > MaxWordLength)
                continue;
            int distance = Distance(word, candidate);
            if (distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>A phrase to append to an error, "; did you mean ...?", or nothing.</summary>
    internal static string Phrase(string word, IEnumerable<string> candidates) =>
        Closest(word, candidates) is { } best ? $"; did you mean \"{best}\"?" : "";

    // Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours cost one each.
    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            cost[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            cost[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                int least = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + substitution);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    least = Math.Min(least, cost[i - 2, j - 2] + 1);
                cost[i, j] = least;
            }
        }

        return cost[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
