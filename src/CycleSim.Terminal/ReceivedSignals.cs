namespace CycleSim.Terminal;

/// <summary>
/// What signals a program has had. One Ctrl-C may come twice, from the terminal and as a request that the program which started this one
/// passes on, in any order: handlers run on the thread pool.
/// </summary>
internal sealed class ReceivedSignals
{
    private readonly Lock _gate = new();
    private int _signals;
    private int _requests;

    /// <summary>Counts a signal.</summary>
    /// <param name="isRequest">Whether another program passes it on.</param>
    /// <returns>Whether it may be the second form of one that was counted before: every request after anything, and the first
    /// signal after requests.</returns>
    internal bool IsTwin(bool isRequest)
    {
        lock (_gate)
        {
            bool isTwin = isRequest ? _signals + _requests > 0 : _signals == 0 && _requests > 0;
            _signals += isRequest ? 0 : 1;
            _requests += isRequest ? 1 : 0;
            return isTwin;
        }
    }
}
