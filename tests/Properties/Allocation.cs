namespace CycleSim.Properties;

/// <summary>
/// What work allocates once it is under way. The runtime itself allocates now and then on the thread that works, when it loads or compiles
/// something: a single round may count that. Code that allocates does so in every round.
/// </summary>
internal static class Allocation
{
    private const int MaxRounds = 5;

    /// <summary>Does work up to five times and returns the fewest bytes that a round allocated.</summary>
    /// <param name="work">Enough of the work that a rare allocation of its own falls in every round.</param>
    /// <returns>Bytes that the thread allocated; 0 or more.</returns>
    public static long LeastBytes(Action work)
    {
        work();
        long least = long.MaxValue;
        for (int round = 0; round < MaxRounds && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
