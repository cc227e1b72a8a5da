using CycleSim.Dram.Requests;

namespace CycleSim.Dram.Replay;

/// <summary>Several who learn of completions.</summary>
/// <param name="sinks">Who is told, in this order.</param>
public sealed class Sinks(params ICompletionSink[] sinks) : ICompletionSink
{
    /// <inheritdoc />
    public void Completed(long index, in DramRequest request, in DramCompletion completion)
    {
        foreach (ICompletionSink sink in sinks)
            sink.Completed(index, request, completion);
    }
}
