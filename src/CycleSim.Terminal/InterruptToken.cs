namespace CycleSim.Terminal;

/// <summary>
/// While it lives, the first Ctrl-C or SIGTERM is a request to stop soon and leave whole files; a second one ends the program.
/// </summary>
public sealed class InterruptToken : IInterruptible, IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

#pragma warning disable CA2213 // a signal may come at any time, also at this end; without a timer of its own there is nothing to free
    private readonly CancellationTokenSource _source = new();
#pragma warning restore CA2213
    private readonly IInterruptible? _outer;
    private readonly string? _message;
    private Timer? _timer;
    private int _isCancelled;
    private int _signals;
    private volatile bool _isOver;

    /// <summary>Takes the signals.</summary>
    /// <param name="message">
    /// What to say when the work has not stopped by itself after some seconds and is ended then, for work that may be ended at any time;
    /// null for work that may not.
    /// </param>
    public InterruptToken(string? message = null)
    {
        _message = message;
        _outer = Interrupts.Exchange(this);
    }

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Gives the signals back to whoever had them before.</summary>
    public void Dispose()
    {
        Interrupts.Exchange(_outer);
        _isOver = true;
        Volatile.Read(ref _timer)?.Dispose();
    }

    /// <inheritdoc />
    bool IInterruptible.TryCancel(bool isRequest)
    {
        bool isRepeated = !isRequest && Interlocked.Increment(ref _signals) > 1;
        if (Interlocked.Exchange(ref _isCancelled, 1) != 0)
            return !isRepeated;
        if (_message is not null)
            Volatile.Write(ref _timer, new Timer(_ => EndLate(_message), null, Grace, Timeout.InfiniteTimeSpan));
        _source.Cancel();
        return true;
    }

    private void EndLate(string message)
    {
        if (!_isOver)
            Interrupts.End(message);
    }
}
