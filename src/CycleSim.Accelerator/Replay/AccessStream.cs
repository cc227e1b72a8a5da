using CycleSim.Traces;

namespace CycleSim.Accelerator.Replay;

/// <summary>
/// The accesses of one scratchpad as recorded, handed out port by port. Ports move in step, so what one port reads ahead of another
/// is little; nothing else is kept in memory.
/// </summary>
internal sealed class AccessStream(IEnumerable<TraceAccess> accesses, string name) : IDisposable
{
    private readonly IEnumerator<TraceAccess> _accesses = accesses.GetEnumerator();
    private readonly Dictionary<int, Queue<TraceAccess>> _waiting = [];

    /// <summary>Name of the trace, for messages.</summary>
    internal string Name => name;

    /// <summary>The next access of a port.</summary>
    /// <exception cref="TraceFormatException">The trace has fewer accesses than its phases say.</exception>
    internal TraceAccess Next(int port)
    {
        if (_waiting.TryGetValue(port, out Queue<TraceAccess>? waiting) && waiting.TryDequeue(out TraceAccess known))
            return known;
        while (_accesses.MoveNext())
        {
            TraceAccess access = _accesses.Current;
            if (access.Port == port)
                return access;
            if (!_waiting.TryGetValue(access.Port, out waiting))
                _waiting.Add(access.Port, waiting = new Queue<TraceAccess>());
            waiting.Enqueue(access);
        }

        throw new TraceFormatException($"{name}: accesses of port {port} are missing");
    }

    /// <summary>Between phases nothing may be left.</summary>
    /// <exception cref="TraceFormatException">The trace has more accesses than its phases say.</exception>
    internal void CheckEmpty()
    {
        if (_waiting.Values.Any(waiting => waiting.Count > 0))
            throw new TraceFormatException($"{name}: has accesses that belong to no phase");
    }

    /// <summary>After the last phase the trace may hold no more.</summary>
    /// <exception cref="TraceFormatException">It has accesses that no phase has.</exception>
    internal void CheckEnd()
    {
        CheckEmpty();
        if (_accesses.MoveNext())
            throw new TraceFormatException($"{name}: has accesses after its last phase, from cycle {_accesses.Current.Cycle} on");
    }

    public void Dispose() => _accesses.Dispose();
}
