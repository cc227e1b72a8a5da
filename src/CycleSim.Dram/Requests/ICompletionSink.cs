namespace CycleSim.Dram.Requests;

/// <summary>Learns what became of each request of a source.</summary>
public interface ICompletionSink
{
    /// <summary>A request is done. Requests need not be done in the order in which they entered.</summary>
    /// <param name="index">Number of the request in its source, from 0.</param>
    /// <param name="request">The request.</param>
    /// <param name="completion">When it was accepted and done.</param>
    public void Completed(long index, in DramRequest request, in DramCompletion completion);
}
