namespace CycleSim.Dram.Requests;

/// <summary>
/// Several clients that make requests while time passes. What they will ask for is not known in advance, so the controllers work ahead
/// only to a cycle before which none of them can do anything new.
/// </summary>
public interface IDramClients
{
    /// <summary>
    /// The controllers do not go beyond this cycle. It may become lower when a request is done: its client may act then.
    /// </summary>
    public long StopCycle { get; }

    /// <summary>
    /// Somebody waits only for writes to leave the buffer. Reads that keep coming would hold them there for ever: the buffer is drained.
    /// </summary>
    /// <param name="channel">The channel.</param>
    public bool NeedsWrites(int channel);

    /// <summary>The request that enters a channel next if there is room for it.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cycle">The present cycle.</param>
    /// <param name="request">The request; its address is one of the channel's own.</param>
    /// <param name="nextArrival">First later cycle in which another request may take its place; long.MaxValue when none can.</param>
    /// <returns>False when no request has arrived.</returns>
    public bool TryPeek(int channel, long cycle, out DramRequest request, out long nextArrival);

    /// <summary>The request that <see cref="TryPeek"/> gave has entered.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cycle">Cycle of acceptance.</param>
    public void Accepted(int channel, long cycle);

    /// <summary>A request is done.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="index">Which one, counted from 0 in the order of acceptance in this channel.</param>
    /// <param name="cycle">Cycle after its last data; a write is posted and done one cycle after acceptance.</param>
    public void Done(int channel, long index, long cycle);

    /// <summary>The write command of a burst has been issued.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="burst">Burst address in the channel.</param>
    /// <param name="cycle">Cycle after its last data.</param>
    public void Written(int channel, long burst, long cycle);
}
