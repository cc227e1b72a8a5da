using CycleSim.Dram.Requests;

namespace CycleSim.Dram.Replay;

/// <summary>Requests that are all there.</summary>
/// <param name="requests">The requests in the order in which they enter.</param>
public sealed class RequestArray(DramRequest[] requests) : IRequestSource
{
    private int _next;

    /// <inheritdoc />
    public int Read(Span<DramRequest> into)
    {
        int count = Math.Min(into.Length, requests.Length - _next);
        requests.AsSpan(_next, count).CopyTo(into);
        _next += count;
        return count;
    }
}
