namespace CycleSim.Dram.Requests;

/// <summary>Where a controller's requests come from, and who learns what becomes of them. Requests enter in order.</summary>
public interface IDramTraffic : IDramListener
{
    /// <summary>
    /// From the next request on, how many are neighbouring bursts in ascending order, of one direction, and allowed to enter by now; 0 when
    /// that is not known. The controller may then skip what repeats.
    /// </summary>
    /// <param name="max">More need not be counted.</param>
    /// <param name="cycle">The present cycle.</param>
    public long CountSteady(long max, long cycle);

    /// <summary>
    /// The steady requests that come next, run by run: all of one direction, allowed to enter by now, in ascending order and different from
    /// every earlier request.
    /// </summary>
    /// <param name="ahead">0 for the run that the next request starts, then those behind it.</param>
    /// <param name="run">Bursts, in addresses of the channel.</param>
    /// <returns>False when none is left, or none is known.</returns>
    public bool TryPeekRun(int ahead, out BurstRun run);

    /// <summary>The request that enters next; it stays the next one until it is accepted.</summary>
    /// <returns>False when none is left.</returns>
    public bool TryPeek(out DramRequest request);

    /// <summary>So many requests of <see cref="TryPeekRun"/>, of one or more runs, have entered at a time that nobody asked for.</summary>
    public void Skipped(long count);

    /// <summary>Steady requests have entered, and as many were done, in place of as many calls for single ones.</summary>
    public void Streamed(in SteadyRun run);
}
