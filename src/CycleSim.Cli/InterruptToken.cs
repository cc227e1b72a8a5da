namespace CycleSim.Cli;

/// <summary>
/// While it lives, the first Ctrl-C or SIGTERM is a request to stop soon and leave whole files; a second one ends the program.
/// </summary>
internal sealed class InterruptToken : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _source = new();
    private readonly InterruptToken? _outer;
    private readonly string? _message;
    private Timer? _timer;

    /// <summary>Takes the signals.</summary>
    /// <param name="message">
    /// What to say when the work has not stopped by itself after some seconds and is ended then, for work that may be ended at any time;
    /// null for work that may not.
    /// </param>
    internal InterruptToken(string? message = null)
    {
        _message = message;
        _outer = Interrupts.Exchange(this);
    }

    internal CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Interrupts.Exchange(_outer);
        _timer?.Dispose();
        _source.Dispose();
    }

    /// <summary>Asks to stop.</summary>
    /// <returns>Whether this is the first time.</returns>
    internal bool TryCancel()
    {
        if (_source.IsCancellationRequested)
            return false;
        if (_message is not null)
            _timer = new Timer(_ => Interrupts.End(_message), null, Grace, Timeout.InfiniteTimeSpan);
        _source.Cancel();
        return true;
    }
}
