namespace CycleSim.Training.Errors;

/// <summary>How far the search for failing bits has come in a tensor.</summary>
/// <param name="random">State of the random numbers at the start.</param>
internal struct ErrorCursor(ulong random)
{
    /// <summary>State of the random numbers.</summary>
    internal ulong Random = random;

    /// <summary>Words that are behind, x 2^32.</summary>
    internal ulong At = 0;

    /// <summary>The last hit; none at the start.</summary>
    internal ulong Last = ulong.MaxValue;

    /// <summary>Whether the end is reached.</summary>
    internal bool IsDone = false;
}
