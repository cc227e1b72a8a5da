namespace CycleSim.Dram;

/// <summary>
/// Several clients that make requests while time passes. What they will ask for is not known in advance, so the controller works ahead
/// only to a cycle before which none of them can do anything new.
/// </summary>
public interface IDramClients : IDramListener
{
    /// <summary>
    /// The controller does not go beyond this cycle. It may become lower when a request is done: its client may act then.
    /// </summary>
    public long StopCycle { get; }

    /// <summary>
    /// Somebody waits only for writes to leave the buffer. Reads that keep coming would hold them there for ever: the buffer is drained.
    /// </summary>
    public bool NeedsWrites { get; }

    /// <summary>The request that enters next if there is room for it.</summary>
    /// <param name="cycle">The present cycle.</param>
    /// <param name="request">The request.</param>
    /// <param name="nextArrival">First later cycle in which another request may take its place; long.MaxValue when none can.</param>
    /// <returns>False when no request has arrived.</returns>
    public bool TryPeek(long cycle, out DramRequest request, out long nextArrival);

    /// <summary>The write command of a burst has been issued.</summary>
    /// <param name="burst">Burst address.</param>
    /// <param name="cycle">Cycle after its last data.</param>
    public void Written(long burst, long cycle);
}
