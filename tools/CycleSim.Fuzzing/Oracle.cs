namespace CycleSim.Fuzzing;

/// <summary>What must hold of an input that a reader accepts.</summary>
internal static class Oracle
{
    /// <summary>Records and rows that a target looks at: a short input may stand for very many.</summary>
    internal const int MaxRecords = 20_000;

    /// <summary>What was written reads as the same.</summary>
    internal static void Same<T>(string what, T before, T after)
    {
        if (!EqualityComparer<T>.Default.Equals(before, after))
            throw new FindingException($"{what}: {before} was read back as {after}");
    }

    /// <summary>What was written reads as the same records.</summary>
    internal static void SameRecords<T>(string what, IReadOnlyList<T> before, IReadOnlyList<T> after)
    {
        Same($"number of {what}", before.Count, after.Count);
        for (int i = 0; i < before.Count; i++)
            Same($"{what} {i}", before[i], after[i]);
    }

    /// <summary>What was written reads as the same bytes.</summary>
    internal static void SameBytes(string what, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (!before.SequenceEqual(after))
            throw new FindingException($"{what}: {before.Length} bytes were read and written as {after.Length} others");
    }

    /// <summary>Of what the program wrote itself its own reader must find nothing wrong.</summary>
    internal static T Accepts<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Platform.InputException problem)
        {
            throw new FindingException($"{what}: was written, but is refused: {problem.Message}");
        }
    }
}
