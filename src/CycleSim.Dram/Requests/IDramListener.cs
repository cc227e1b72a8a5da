namespace CycleSim.Dram.Requests;

/// <summary>Learns what becomes of requests.</summary>
public interface IDramListener
{
    /// <summary>The next request has entered.</summary>
    /// <param name="cycle">Cycle of acceptance.</param>
    public void Accepted(long cycle);

    /// <summary>A request is done.</summary>
    /// <param name="index">
    /// Which one, counted from 0 in the order of acceptance since the start of the traffic; of clients, the number that they gave it.
    /// </param>
    /// <param name="cycle">Cycle after its last data; a write is posted and done one cycle after acceptance.</param>
    public void Done(long index, long cycle);
}
