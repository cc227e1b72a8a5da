using CycleSim.Dram.Requests;

namespace CycleSim.Cli.Arguments;

/// <summary>Requests that report how many of them have been taken.</summary>
/// <param name="source">The requests.</param>
/// <param name="all">How many there are; 0 while that is not known.</param>
/// <param name="report">Told how many have been taken of how many.</param>
internal sealed class CountedRequests(IRequestSource source, int all, Action<int, int> report) : IRequestSource
{
    private long _taken;

    /// <inheritdoc />
    public int Read(Span<DramRequest> into)
    {
        int read = source.Read(into);
        _taken += read;
        report((int)Math.Min(int.MaxValue, _taken), all);
        return read;
    }
}
