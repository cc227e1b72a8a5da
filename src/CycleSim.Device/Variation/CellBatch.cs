namespace CycleSim.Device.Variation;

/// <summary>Work on many cells, on all processors when there are enough of them.</summary>
internal static class CellBatch
{
    private const int Chunk = 512;

    /// <summary>Does something for each index; an exception of it passes as it is.</summary>
    internal static void ForEach(int count, Action<int> work)
    {
        if (count <= Chunk)
        {
            for (int k = 0; k < count; k++)
                work(k);
            return;
        }

        try
        {
            Parallel.For(0, (count + Chunk - 1) / Chunk, chunk =>
            {
                for (int k = chunk * Chunk; k < Math.Min(count, (chunk + 1) * Chunk); k++)
                    work(k);
            });
        }
        catch (AggregateException problems)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(problems.Flatten().InnerExceptions[0]);
        }
    }
}
