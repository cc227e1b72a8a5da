using CycleSim.Dram.Requests;

namespace CycleSim.Dram.Replay;

/// <summary>
/// Passes completions on in the order of the requests. It holds those that are done before an earlier one: few with one channel or a shared
/// front end, and as many as one channel runs ahead of another otherwise.
/// </summary>
/// <param name="next">Told of each completion with the number of its request.</param>
public sealed class OrderedCompletions(Action<long, DramCompletion> next) : ICompletionSink
{
    private readonly Dictionary<long, DramCompletion> _waiting = [];
    private long _next;

    /// <inheritdoc />
    public void Completed(long index, in DramRequest request, in DramCompletion completion)
    {
        if (index != _next)
        {
            _waiting.Add(index, completion);
            return;
        }

        next(_next++, completion);
        while (_waiting.Remove(_next, out DramCompletion waiting))
            next(_next++, waiting);
    }
}
